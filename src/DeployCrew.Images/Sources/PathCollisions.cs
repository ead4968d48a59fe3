using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Sources;

/// <summary>Finds paths that some file system would put in one place: twice the same, differing by case only, or a file that is also a folder.</summary>
internal sealed class PathCollisions
{
    private readonly Dictionary<string, (string Path, bool IsFolder)> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DeployError">DC3107.</exception>
    public void Add(string[] segments, bool isFolder)
    {
        for (var length = 1; length < segments.Length; length++)
            AddOne(string.Join('/', segments[..length]), isFolder: true);
        AddOne(string.Join('/', segments), isFolder);
    }

    private void AddOne(string path, bool isFolder)
    {
        if (!_seen.TryGetValue(path, out var earlier))
            _seen[path] = (path, isFolder);
        else if (!isFolder || !earlier.IsFolder || earlier.Path != path)
            throw SourceErrors.Collision(earlier.Path, path);
    }
}
