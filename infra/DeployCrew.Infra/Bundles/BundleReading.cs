using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Bundles;

/// <summary>A bundle that somebody handed over: its requirements, and whether the rest is what they generate.</summary>
/// <param name="Document">Its requirements.</param>
/// <param name="RequirementsText">Their text.</param>
/// <param name="Problems">Files that are not what the manifest or the requirements say, one line each; empty: the bundle is whole and
/// untouched.</param>
public sealed record BundleReading(RequirementsDocument Document, string RequirementsText, IReadOnlyList<string> Problems)
{
    private const int LargestText = 16 * 1024 * 1024;
    private const int MostEntries = 200_000;

    /// <summary>Reads and verifies a bundle's zip. Nothing of it is written anywhere.</summary>
    /// <exception cref="DeployError">DC4043: it is not a bundle. DC1000: its requirements have problems.</exception>
    public static async Task<BundleReading> OpenAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = await ZipFile.OpenReadAsync(file, cancellationToken);
            if (archive.Entries.Count > MostEntries)
                throw StackErrors.NotABundle(file, $"it has more than {MostEntries} files");
            var manifest = BundleManifest.Parse(await TextAsync(archive, "manifest.json", cancellationToken));
            var text = await TextAsync(archive, "requirements.json", cancellationToken);
            var document = RequirementsReader.Read("requirements.json", text).Document;
            var problems = new List<string>();
            await CompareWithManifestAsync(archive, manifest, problems, cancellationToken);
            await CompareWithGeneratedAsync(archive, document, problems, cancellationToken);
            return new(document, text, problems);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or IOException or UnauthorizedAccessException)
        {
            throw StackErrors.NotABundle(file, error.Message);
        }
    }

    private static async Task CompareWithManifestAsync(
        ZipArchive archive, BundleManifest manifest, List<string> problems, CancellationToken cancellationToken)
    {
        var entries = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToLookup(entry => entry.FullName, StringComparer.Ordinal);
        var listed = manifest.Files.Select(file => file.Path).Append("manifest.json").ToHashSet(StringComparer.Ordinal);
        problems.AddRange(entries.Where(entry => !listed.Contains(entry.Key)).Select(entry => $"{entry.Key}: is not in the manifest"));
        foreach (var expected in manifest.Files)
        {
            if (entries[expected.Path].ToList() is not [var entry])
            {
                problems.Add($"{expected.Path}: is missing, or there twice");
                continue;
            }

            await using var stream = await entry.OpenAsync(cancellationToken);
            if (entry.Length != expected.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) != expected.Sha256)
                problems.Add($"{expected.Path}: differs from the manifest");
        }
    }

    private static async Task CompareWithGeneratedAsync(
        ZipArchive archive, RequirementsDocument document, List<string> problems, CancellationToken cancellationToken)
    {
        bool Has(string folder) => archive.Entries.Any(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal));
        var generated = BundlePrograms.Of(document, Has("terraform/"), Has("typescript/")).ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content!), StringComparer.Ordinal);
        foreach (var (path, text) in generated.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (archive.GetEntry(path) is null)
                problems.Add($"{path}: is missing; this version generates it");
            else if (await TextAsync(archive, path, cancellationToken) != text)
                problems.Add($"{path}: is not what this version generates from the requirements");
        }

        problems.AddRange(archive.Entries.Select(entry => entry.FullName)
            .Where(path => BundlePrograms.Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
                && !path.EndsWith('/') && !generated.ContainsKey(path))
            .Select(path => $"{path}: is not generated from the requirements"));
    }

    private static async Task<string> TextAsync(ZipArchive archive, string path, CancellationToken cancellationToken)
    {
        var entry = archive.GetEntry(path) ?? throw new InvalidDataException($"it has no {path}");
        if (entry.Length > LargestText)
            throw new InvalidDataException($"{path} is larger than {LargestText} bytes");
        await using var stream = await entry.OpenAsync(cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
