using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Signing;
using DeployCrew.Infra.Blueprints;

namespace DeployCrew.Infra.Bundles;

/// <summary>Composes and writes bundles. The same input gives the same bytes.</summary>
public static class BundleWriter
{
    /// <summary>Version of the layout.</summary>
    public const int FormatVersion = 1;

    // The earliest time that a zip entry can have.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Everything that the bundle will hold; reads the app's files to hash them, writes nothing.</summary>
    /// <exception cref="DeployError">DC4041 or DC4042: two files have one path, or a path leads out of the bundle. DC4030: see <see
    /// cref="StackBlueprint.Create"/>.</exception>
    public static Bundle Compose(BundleContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var document = content.Document;
        var left = content.App.Select(file => (file.Path, Reason: SecretFiles.Reason(file))).Where(file => file.Reason is not null)
            .Select(file => new OmittedFile($"app/{file.Path}", file.Reason!)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var files = content.App.Select(file => file with { Path = $"app/{file.Path}" })
            .Where(file => !left.Exists(omitted => omitted.Path == file.Path)).ToList();
        files.Add(new(BundleFiles.Requirements, content.RequirementsJson, null));
        files.AddRange(content.SupplyChain);
        files.AddRange(GeneratedFiles.Of(document, left, content.WithTerraform, content.WithTypeScript));
        CheckPaths(files);
        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        var environments = document.Environments.Keys.Order(StringComparer.Ordinal).ToList();
        var manifest = new BundleManifest(FormatVersion, document.Project, document.Region, environments, [.. files.Select(Describe)], left)
        {
            Generator = new("deploycrew", Tool.Version),
        };
        var text = BundleFile.Text(BundleFiles.Manifest, manifest.ToJson());
        files.Add(text);
        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return new(files, manifest, Convert.ToHexStringLower(SHA256.HashData(text.Content!)));
    }

    /// <summary>The bundle with its manifest's signature beside it. ECDSA takes a new random number each time: the same input gives another
    /// signature, and all other files are the same.</summary>
    public static Bundle Sign(Bundle bundle, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var manifest = bundle.Files.Single(file => file.Path == BundleFiles.Manifest).Content!;
        var signature = new BundleFile(BundleFiles.Signature, Envelope.Sign(SignatureCheck.PayloadType, manifest, key).ToBytes(), null);
        return bundle with { Files = [.. bundle.Files.Append(signature).OrderBy(file => file.Path, StringComparer.Ordinal)] };
    }

    /// <summary>Writes the bundle as a zip file.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="target">Stream that is written to and left open; it needs not be seekable.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task WriteZipAsync(Bundle bundle, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        foreach (var file in bundle.Files)
        {
            var entry = archive.CreateEntry(file.Path, CompressionLevel.Optimal);
            entry.LastWriteTime = Timestamp;
            // Regular file, rw-r--r--: otherwise the entry would tell on which system it was written.
            entry.ExternalAttributes = unchecked((int)0x81A40000);
            using var source = file.Open();
            await using var stream = await entry.OpenAsync(cancellationToken);
            await source.CopyToAsync(stream, cancellationToken);
        }
    }

    /// <summary>Writes the bundle as a folder; files that are there already are replaced, others are left alone.</summary>
    public static async Task WriteFolderAsync(Bundle bundle, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        foreach (var file in bundle.Files)
        {
            var path = Path.Combine([folder, .. file.Path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var source = file.Open();
            await using var stream = File.Create(path);
            await source.CopyToAsync(stream, cancellationToken);
        }
    }

    private static void CheckPaths(List<BundleFile> files)
    {
        // Without regard to case: the bundle has to unpack on file systems that have none.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in files.Select(file => file.Path))
        {
            if (path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Any(part => part is "" or "." or ".."))
                throw StackErrors.UnsafeBundlePath(path);
            if (!taken.Add(path))
                throw StackErrors.DuplicateBundleFile(path);
        }
    }

    private static BundleEntry Describe(BundleFile file)
    {
        using var content = file.Open();
        var hash = SHA256.HashData(content);
        return new(file.Path, file.Content?.LongLength ?? new FileInfo(file.Source!).Length, Convert.ToHexStringLower(hash));
    }
}
