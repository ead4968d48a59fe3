using System.IO.Compression;

namespace DeployCrew.Web.Tests;

/// <summary>Apps as zips.</summary>
internal static class SampleApp
{
    public static byte[] Zip(string folder)
    {
        using var content = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, content);
        return content.ToArray();
    }

    /// <summary>A zip with one entry.</summary>
    public static byte[] Zip(string path, string text)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry(path).Open());
            writer.Write(text);
        }

        return content.ToArray();
    }
}
