using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Oci;

/// <summary>Paths inside an unpacked image: links are followed as the container would, with the folder as its root.</summary>
internal sealed class ContainedPath(string root)
{
    private const int MostLinks = 64;

    /// <summary>The parts of an entry's name; <c>.</c> is dropped.</summary>
    /// <exception cref="DeployError">DC3303 when it has <c>..</c> in it.</exception>
    public static IReadOnlyList<string> Parse(string name)
    {
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        if (parts.Contains("..") || name.Contains('\0', StringComparison.Ordinal) || OperatingSystem.IsWindows() && name.AsSpan().ContainsAny('\\', ':'))
            throw ImageErrors.UnsafeEntry(name, "its path leaves the image");
        return parts;
    }

    /// <summary>The real path of a folder of the image, every link on the way followed inside the root.</summary>
    public string Resolve(IEnumerable<string> parts)
    {
        var left = new Stack<string>(parts.Reverse());
        var done = new List<string>();
        var links = 0;
        while (left.TryPop(out var part))
        {
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                // At the root, '..' is the root, as in a container.
                if (done.Count > 0)
                    done.RemoveAt(done.Count - 1);
                continue;
            }

            done.Add(part);
            if (new FileInfo(Real(done)).LinkTarget is not { } target)
                continue;
            if (++links > MostLinks)
                throw ImageErrors.UnsafeEntry(string.Join('/', done), "its links go round in circles");
            done.RemoveAt(done.Count - 1);
            if (target.StartsWith('/'))
                done.Clear();
            foreach (var next in target.Split('/').Reverse())
                left.Push(next);
        }

        return Real(done);
    }

    /// <summary>What to write as a link's target: never leads out of the root, whoever follows it.</summary>
    /// <param name="linkFolder">Real folder that the link will stand in.</param>
    /// <param name="target">Target as the layer gives it.</param>
    /// <param name="name">Name of the entry, for the message.</param>
    public string LinkTarget(string linkFolder, string target, string name)
    {
        var depth = Depth(linkFolder);
        var parts = target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        var up = parts.TakeWhile(part => part == "..").Count();
        if (target.StartsWith('/'))
        {
            // Absolute means the image's root, not this machine's.
            var inside = Path.GetRelativePath(root, Resolve(parts)).Replace('\\', '/');
            return string.Concat(Enumerable.Repeat("../", depth)) + inside;
        }

        if (up > depth)
            throw ImageErrors.UnsafeEntry(name, $"it links to '{target}', outside the image");
        if (!parts.Skip(up).Contains(".."))
            return target;

        // 'a/../..' may leave the root when 'a' is a link itself: the real path is written instead.
        var here = Path.GetRelativePath(root, linkFolder).Split('/', '\\');
        var real = Resolve(here.Concat(parts));
        return Path.GetRelativePath(linkFolder, real).Replace('\\', '/');
    }

    private int Depth(string folder) =>
        Path.GetRelativePath(root, folder) is var relative && relative == "." ? 0 : relative.Split('/', '\\').Length;

    private string Real(List<string> parts) => Path.Combine([root, .. parts]);
}
