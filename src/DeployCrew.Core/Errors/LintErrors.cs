namespace DeployCrew.Core.Errors;

/// <summary>DC314x: linting, and what must not go into a build.</summary>
public static class LintErrors
{
    /// <summary>Secrets among the files that would go into the image.</summary>
    /// <param name="found">Place and kind of each; never the value.</param>
    /// <param name="paths">The files.</param>
    public static DeployError SecretsInContext(IReadOnlyList<string> found, IReadOnlyList<string> paths) => new("DC3140",
        $"{(found.Count == 1 ? "A file with a secret" : $"{found.Count} files with secrets")} would go into the image, for everybody who can pull it.",
        $"Add to .dockerignore: {string.Join(' ', paths.Select(Printable))}. What the app needs of them belongs in its service's 'secrets' in requirements.json. "
        + "A secret that was committed or pushed has to be replaced by a new one.",
        details: [.. found.Select(Printable)]);

    /// <summary>Neither a Dockerfile nor a folder that could have one.</summary>
    public static DeployError NothingToLint(string path, string why) => new("DC3141",
        $"There is nothing to lint at '{path}': {why}.", "Name a Dockerfile, the folder of an app, or a requirements.json whose app is a folder.");

    /// <summary>Control characters would let a file's name write on the user's terminal.</summary>
    private static string Printable(string name) =>
        string.Concat(name.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString()));
}
