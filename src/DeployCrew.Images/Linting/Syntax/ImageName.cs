namespace DeployCrew.Images.Linting.Syntax;

/// <summary>What FROM names: <c>mcr.microsoft.com/dotnet/sdk:10.0@sha256:…</c>.</summary>
/// <param name="Repository">Without Docker Hub's own host and <c>library/</c>.</param>
/// <param name="Tag">Or null.</param>
/// <param name="Digest">Or null.</param>
internal sealed record ImageName(string Repository, string? Tag, string? Digest)
{
    public static ImageName Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at >= 0 ? text[(at + 1)..] : null;
        var name = at >= 0 ? text[..at] : text;
        var colon = name.LastIndexOf(':');
        var tag = colon > name.LastIndexOf('/') ? name[(colon + 1)..] : null;
        var repository = tag is null ? name : name[..colon];
        foreach (var prefix in new[] { "docker.io/", "index.docker.io/", "library/" })
        {
            if (repository.StartsWith(prefix, StringComparison.Ordinal))
                repository = repository[prefix.Length..];
        }

        return new ImageName(repository, tag, digest);
    }

    /// <summary>Whether the tag has this part: <c>slim</c> in <c>22-bookworm-slim</c>.</summary>
    public bool TagHas(params string[] parts) => Tag is not null && parts.Any(part => Tag.Contains(part, StringComparison.Ordinal));
}
