using DeployCrew.Core.Errors;

namespace DeployCrew.Mcp;

/// <summary>How the server is started.</summary>
/// <param name="Root">Full path of the folder that requirements and apps have to lie in.</param>
/// <param name="Allowed">Names of the tools that change something and are offered; see <see cref="Switched"/>.</param>
public sealed record McpOptions(string Root, IReadOnlySet<string> Allowed)
{
    /// <summary>What has to be switched on by name.</summary>
    public static IReadOnlyList<string> Switched { get; } = ["run", "rollback", "destroy"];

    /// <summary>Reads what was given on the command line.</summary>
    /// <param name="root">The folder; null: the current one.</param>
    /// <param name="allow">Names, with commas between them or one by one.</param>
    /// <exception cref="DeployError">DC2058 a name that is none, DC2059 the folder is not there.</exception>
    public static McpOptions Of(string? root, IEnumerable<string> allow)
    {
        var allowed = allow.SelectMany(one => one.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        if (allowed.FirstOrDefault(name => !Switched.Contains(name)) is { } unknown)
            throw McpErrors.NothingToAllow(unknown, Switched);
        var folder = Path.GetFullPath(root ?? ".");
        return Directory.Exists(folder) ? new McpOptions(folder, allowed) : throw McpErrors.NoRoot(root ?? ".");
    }
}
