using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Building;
using DeployCrew.Images.Oci;

namespace DeployCrew.Cli.GitHub;

/// <summary>Images that a plan was made with, carried to the job that applies it. A Docker Engine makes another image of the same source on each
/// machine, and the plan is bound to the digest of this one. Nothing has to be believed of what is carried: another image has another digest, and
/// that would be another plan.</summary>
internal static class PlannedImages
{
    private static string FolderOf(Home home) => Path.GetDirectoryName(new ImageBuildCache(home.BuildCache).FolderOf("any"))!;

    /// <summary>Copies a plan's images out of the build cache.</summary>
    /// <param name="home">Whose cache.</param>
    /// <param name="folder">Folder that they are copied to.</param>
    /// <param name="digests">Digests of the plan's images.</param>
    /// <param name="since">When the job began: what was built since then belongs to them, too.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there were any.</returns>
    public static async Task<bool> KeepAsync(Home home, string folder, IReadOnlyCollection<string> digests, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var image in Directory.Exists(FolderOf(home)) ? Directory.GetDirectories(FolderOf(home)) : [])
        {
            if (await WholeAsync(image, cancellationToken) is not { } layout || !(digests.Contains(layout.Digest) || Directory.GetCreationTimeUtc(image) >= since.UtcDateTime))
                continue;
            Copy(image, Path.Combine(folder, Path.GetFileName(image)));
            any = true;
        }

        return any;
    }

    /// <summary>Puts images into the build cache that are not there; what is no image is left out.</summary>
    public static async Task SeedAsync(Home home, string folder, CancellationToken cancellationToken)
    {
        foreach (var image in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            var (key, target) = (Path.GetFileName(image), Path.Combine(FolderOf(home), Path.GetFileName(image)));
            if (key.Length == 64 && key.All(char.IsAsciiHexDigitLower) && !Directory.Exists(target) && await WholeAsync(image, cancellationToken) is not null)
                Copy(image, target);
        }
    }

    private static async Task<OciLayout?> WholeAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var layout = await OciLayout.OpenAsync(folder, cancellationToken);
            return layout.IsWhole ? layout : null;
        }
        catch (DeployError)
        {
            return null;
        }
    }

    // By a folder beside it and a rename: an image in the cache is whole.
    private static void Copy(string from, string to)
    {
        var partial = to + ".partial";
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(partial, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true); // of a link, what it leads to
        }

        Directory.Move(partial, to);
    }
}
