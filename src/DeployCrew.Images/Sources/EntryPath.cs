using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Sources;

/// <summary>The rules for a path that an archive gives. They hold on every operating system, so that an archive is taken or refused everywhere alike.</summary>
internal static class EntryPath
{
    private const int LongestSegment = 255;
    private const int LongestPath = 1024;

    private static readonly HashSet<string> DeviceNames = new(
        [
            "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
            .. "123456789¹²³".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" }),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The path's segments; a folder's trailing slash is dropped.</summary>
    /// <exception cref="DeployError">DC3105 when the path is not plainly relative.</exception>
    public static string[] Parse(string name)
    {
        if (name.Length is 0 or > LongestPath)
            throw SourceErrors.UnsafePath(name, $"its path is empty or longer than {LongestPath} characters.");
        if (name.Contains('\\', StringComparison.Ordinal))
            throw SourceErrors.UnsafePath(name, "it has a backslash in its path.");
        if (name.StartsWith('/'))
            throw SourceErrors.UnsafePath(name, "its path is absolute.");

        var segments = name.TrimEnd('/').Split('/');
        if (segments[0] == "." && segments.Length > 1)
            segments = segments[1..];
        foreach (var segment in segments)
            Check(name, segment);
        return segments;
    }

    private static void Check(string name, string segment)
    {
        if (segment is "." or "..")
            throw SourceErrors.UnsafePath(name, "it leaves the app's folder, or points at it.");
        if (segment.Length is 0 or > LongestSegment)
            throw SourceErrors.UnsafePath(name, $"a part of its path is empty or longer than {LongestSegment} characters.");
        if (segment.Contains(':', StringComparison.Ordinal))
            throw SourceErrors.UnsafePath(name, "it has a colon (a drive letter or a stream) in its path.");
        if (segment.Any(char.IsControl))
            throw SourceErrors.UnsafePath(name, "it has a control character in its path.");
        if (segment[^1] is '.' or ' ')
            throw SourceErrors.UnsafePath(name, "a part of its path ends in a dot or a space, which Windows drops.");
        if (DeviceNames.Contains(segment.Split('.')[0].TrimEnd()))
            throw SourceErrors.UnsafePath(name, "a part of its path is the name of a device.");
    }
}
