using DeployCrew.Images.Oci;

namespace DeployCrew.Images.SupplyChain.ImageContents;

/// <summary>The packages that an image's own files tell of: the system's (dpkg, apk), and those that .NET and Python leave beside the code.</summary>
/// <param name="Packages">The packages.</param>
/// <param name="Unread">What is there and could not be read, with the reason.</param>
internal sealed record ImagePackages(IReadOnlyList<Package> Packages, IReadOnlyList<string> Unread)
{
    public static async Task<ImagePackages> ReadAsync(OciLayout image, CancellationToken cancellationToken)
    {
        var files = await ImageFiles.ReadAsync(image, IsWanted, cancellationToken);
        var system = OsRelease.Parse(files.GetValueOrDefault("etc/os-release") ?? files.GetValueOrDefault("usr/lib/os-release") ?? "");
        var packages = new List<Package>();
        var unread = new List<string>();
        foreach (var (path, text) in files)
        {
            try
            {
                packages.AddRange(Read(path, text, system));
            }
            catch (Exception cause) when (cause is System.Text.Json.JsonException or InvalidDataException)
            {
                unread.Add($"{path}: {cause.Message}");
            }
        }

        if (files.Keys.Any(IsRpm))
            unread.Add("the image has a database of RPM packages, which is not read");
        return new ImagePackages(packages, unread);
    }

    private static bool IsWanted(string path) =>
        path is "etc/os-release" or "usr/lib/os-release" || IsDpkg(path) || IsApk(path) || IsRpm(path) || IsDotNet(path) || PythonMetadata.Is(path);

    private static IEnumerable<Package> Read(string path, string text, OsRelease system) =>
        IsDpkg(path) ? DpkgStatus.Read(text, path, system)
        : IsApk(path) ? ApkDatabase.Read(text, path, system)
        : IsDotNet(path) ? DotNetDependencies.Read(text, path)
        : PythonMetadata.Is(path) ? PythonMetadata.Read(text, path)
        : [];

    // Distroless images have a file per package in status.d, and lists of hashes beside them.
    private static bool IsDpkg(string path) => path is "var/lib/dpkg/status"
        || path.StartsWith("var/lib/dpkg/status.d/", StringComparison.Ordinal) && !path.EndsWith(".md5sums", StringComparison.Ordinal);

    private static bool IsApk(string path) => path is "lib/apk/db/installed" or "usr/lib/apk/db/installed";

    private static bool IsRpm(string path) => path is "var/lib/rpm/rpmdb.sqlite" or "var/lib/rpm/Packages" or "usr/lib/sysimage/rpm/rpmdb.sqlite";

    private static bool IsDotNet(string path) => path.EndsWith(".deps.json", StringComparison.Ordinal);
}
