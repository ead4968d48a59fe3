using System.IO.Compression;
using System.Text;

namespace DeployCrew.Images.Tests.Sources;

/// <summary>Writes zips, hostile ones too.</summary>
internal sealed class ZipFile : IDisposable
{
    private readonly ZipArchive _archive;

    public ZipFile(string path)
    {
        Path = path;
        _archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
    }

    public string Path { get; }

    public ZipFile Add(string name, string text = "x", int unixMode = 0)
    {
        var entry = _archive.CreateEntry(name);
        entry.ExternalAttributes = unixMode << 16;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public ZipFile AddZeros(string name, long length)
    {
        using var stream = _archive.CreateEntry(name).Open();
        var block = new byte[1 << 16];
        for (var left = length; left > 0; left -= block.Length)
            stream.Write(block, 0, (int)Math.Min(block.Length, left));
        return this;
    }

    public string Close()
    {
        Dispose();
        return Path;
    }

    public void Dispose() => _archive.Dispose();
}
