using DeployCrew.Core.Errors;

namespace DeployCrew.Mcp.Paths;

/// <summary>The folder that callers may name files in. A path counts for what it leads to, links followed.</summary>
internal sealed class RootFolder
{
    private const int MostLinks = 40; // as Linux has it

    public RootFolder(string path) => Path = Real(System.IO.Path.GetFullPath(path)) ?? throw McpErrors.NoRoot(path);

    /// <summary>Its full path, without links.</summary>
    public string Path { get; }

    /// <summary>The full path, without links, of what a caller names.</summary>
    /// <param name="argument">What the caller calls it, for the message.</param>
    /// <param name="path">Relative to the root, or absolute. It need not exist.</param>
    /// <exception cref="DeployError">DC2050: it lies elsewhere.</exception>
    public string Require(string argument, string path)
    {
        var real = Real(System.IO.Path.GetFullPath(path, Path));
        return real is not null && (real == Path || real.StartsWith(System.IO.Path.TrimEndingDirectorySeparator(Path) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ? real : throw McpErrors.OutsideOfRoot(argument, path.Length > 200 ? path[..200] + "…" : path);
    }

    // Part by part, because a link in the middle leads away as well as one at the end. Null: the links go in circles.
    private static string? Real(string path)
    {
        var top = System.IO.Path.GetPathRoot(path)!;
        var (done, links) = (top, 0);
        var rest = new Stack<string>(Parts(path[top.Length..]));
        while (rest.TryPop(out var part))
        {
            if (part == "..")
            {
                done = System.IO.Path.GetDirectoryName(done) ?? top;
                continue;
            }

            var next = System.IO.Path.Combine(done, part);
            if (LinkOf(next) is not { } target)
            {
                done = next;
                continue;
            }

            if (++links > MostLinks)
                return null;
            if (System.IO.Path.IsPathRooted(target))
                (done, target) = (System.IO.Path.GetPathRoot(target)!, target[System.IO.Path.GetPathRoot(target)!.Length..]);
            foreach (var one in Parts(target))
                rest.Push(one);
        }

        return done;
    }

    private static string? LinkOf(string path) => new FileInfo(path).LinkTarget ?? new DirectoryInfo(path).LinkTarget;

    // The last first, as a stack takes them.
    private static IEnumerable<string> Parts(string path) =>
        path.Split([System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
}
