using System.IO.Compression;

namespace DeployCrew.Images.Tests.Building;

/// <summary>A Python package that is on no index.</summary>
internal static class TestWheel
{
    /// <summary>Writes <c>NAME-1.0-py3-none-any.whl</c> with a module NAME and a program <c>greet</c>.</summary>
    /// <remarks>https://packaging.python.org/en/latest/specifications/binary-distribution-format/</remarks>
    public static void Write(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        using var wheel = ZipFile.Open(Path.Combine(folder, $"{name}-1.0-py3-none-any.whl"), ZipArchiveMode.Create);
        Add(wheel, $"{name}/__init__.py", "def run():\n    print('hello')\n");
        Add(wheel, $"{name}-1.0.dist-info/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n");
        Add(wheel, $"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Add(wheel, $"{name}-1.0.dist-info/entry_points.txt", $"[console_scripts]\ngreet = {name}:run\n");
        Add(wheel, $"{name}-1.0.dist-info/RECORD", $"{name}/__init__.py,,\n{name}-1.0.dist-info/METADATA,,\n{name}-1.0.dist-info/WHEEL,,\n{name}-1.0.dist-info/entry_points.txt,,\n{name}-1.0.dist-info/RECORD,,\n");
    }

    private static void Add(ZipArchive wheel, string path, string text)
    {
        using var writer = new StreamWriter(wheel.CreateEntry(path).Open());
        writer.Write(text);
    }
}
