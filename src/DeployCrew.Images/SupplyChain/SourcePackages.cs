using System.Text.Json;
using DeployCrew.Images.Sources;
using DeployCrew.Images.SupplyChain.LockFiles;

namespace DeployCrew.Images.SupplyChain;

/// <summary>The packages that a source's lock files name.</summary>
/// <param name="Packages">The packages.</param>
/// <param name="Unread">Files that name packages too and could not be read, with the reason.</param>
public sealed record SourcePackages(IReadOnlyList<Package> Packages, IReadOnlyList<string> Unread)
{
    private static readonly string[] NotRead = ["bun.lockb", "deno.lock", "gradle.lockfile", "pom.xml"];

    /// <summary>Reads every lock file of a folder.</summary>
    public static SourcePackages Read(string folder)
    {
        var packages = new List<Package>();
        var unread = new List<string>();
        foreach (var file in SourceFolder.List(folder))
        {
            var name = Path.GetFileName(file.Path);
            if (NotRead.Contains(name))
                unread.Add($"{file.Path}: files of this kind are not read");
            if (!LockFormat.All.TryGetValue(name, out var format))
                continue;
            try
            {
                packages.AddRange(format.Read(File.ReadAllText(Path.Combine(folder, file.Path)), file.Path));
            }
            catch (Exception cause) when (cause is JsonException or InvalidDataException or IOException)
            {
                unread.Add($"{file.Path}: {cause.Message}");
            }
        }

        return new SourcePackages(packages, unread);
    }
}
