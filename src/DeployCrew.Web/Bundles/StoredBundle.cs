using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Web.Bundles;

/// <summary>The bundle that a run has written. A file of it is found by its name in the list of those that are there, never by a path that somebody gives.</summary>
internal sealed class StoredBundle
{
    /// <summary>Bytes of a file that is shown as text.</summary>
    public const int LargestText = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly SortedDictionary<string, FileInfo> files = new(StringComparer.Ordinal);

    private StoredBundle(string folder)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", all))
            files[Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/')] = file;
    }

    /// <summary>Paths of its files, in order.</summary>
    public IReadOnlyCollection<string> Paths => files.Keys;

    /// <summary>The bundle of a run.</summary>
    /// <exception cref="DeployError">DC9124: it has none.</exception>
    public static StoredBundle Of(RunFolder run) => Directory.Exists(run.Bundle) ? new(run.Bundle) : throw WebErrors.NoBundle(run.RunId);

    /// <summary>Whether it has a file.</summary>
    public bool Has(string path) => files.ContainsKey(path);

    /// <summary>Length of a file.</summary>
    /// <exception cref="DeployError">DC9125: it has none of that name.</exception>
    public long Bytes(string path) => Find(path).Length;

    /// <summary>A file's text; null when it is none, or too long to be shown.</summary>
    /// <exception cref="DeployError">DC9125: it has none of that name.</exception>
    public string? Text(string path)
    {
        var file = Find(path);
        if (file.Length > LargestText)
            return null;
        try
        {
            var text = Strict.GetString(File.ReadAllBytes(file.FullName));
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="DeployError">DC9125: it has none of that name.</exception>
    public Stream Open(string path) => Find(path).OpenRead();

    /// <summary>Its requirements.</summary>
    public RequirementsDocument Requirements() => RequirementsReader.Read("requirements.json", Text("requirements.json") ?? "").Document;

    /// <summary>Its manifest; null when it has none that can be read.</summary>
    public BundleManifest? Manifest()
    {
        try
        {
            return Has("manifest.json") ? BundleManifest.Parse(Text("manifest.json") ?? "") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it as a zip.</summary>
    public async Task WriteZipAsync(Stream target, CancellationToken cancellationToken)
    {
        var all = files.Select(file => BundleFile.From(file.Key, file.Value.FullName)).ToList();
        await BundleWriter.WriteZipAsync(new Bundle(all, new BundleManifest(BundleWriter.FormatVersion, "", "", [], [], []), ""), target, cancellationToken);
    }

    private FileInfo Find(string path) => files.GetValueOrDefault(path) ?? throw WebErrors.NoSuchFile(path);
}
