namespace DeployCrew.Images.Linting.Secrets;

/// <summary>A file with a secret in it; never the secret.</summary>
/// <param name="Path">Relative to the app's folder.</param>
/// <param name="Line">Where, from 1; null when the whole file is meant.</param>
/// <param name="What">Such as <c>a private key</c>.</param>
internal sealed record SecretFile(string Path, int? Line, string What)
{
    /// <summary><c>config/.npmrc:3: a registry token</c>.</summary>
    public override string ToString() => Line is null ? $"{Path}: {What}" : $"{Path}:{Line}: {What}";
}
