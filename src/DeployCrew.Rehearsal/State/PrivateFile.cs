namespace DeployCrew.Rehearsal.State;

/// <summary>Writes files that only this user can read, from their first byte on; whoever reads one meanwhile finds the old or the new one, whole.</summary>
internal static class PrivateFile
{
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var next = path + ".next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(next, options))
            file.Write(content);
        File.Move(next, path, overwrite: true);
    }
}
