namespace DeployCrew.Infra.Bundles;

/// <summary>What an entry's name and attributes say of it.</summary>
internal static class EntryPath
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Why nobody should unpack it; null when they may.</summary>
    public static string? Danger(string path) => path switch
    {
        "" => "an entry without a name",
        _ when path.Contains('\\', StringComparison.Ordinal) => "has a backslash, which Windows takes for a folder",
        _ when path.StartsWith('/') => "is an absolute path",
        [_, ':', ..] when char.IsAsciiLetter(path[0]) => "names a drive",
        _ when path.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..") => "leads out of the bundle, or is not in its plainest form",
        _ when path.Any(char.IsControl) => "has a control character in it",
        _ => null,
    };

    /// <summary>Whether it is a link or a device, by the mode that Unix programs write; 0 is what others leave.</summary>
    public static bool IsSpecial(int externalAttributes) => ((externalAttributes >> 16) & TypeMask) is not (0 or Regular or Folder);
}
