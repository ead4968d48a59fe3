using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;

namespace DeployCrew.Images.Bases;

/// <summary>Base images from their registries, by digest: each is fetched once.</summary>
/// <param name="http">Client to fetch with.</param>
/// <param name="credentials">Logins for registries.</param>
/// <param name="time">Clock of the waits between tries.</param>
public sealed class BaseImageStore(HttpClient http, DockerCredentials credentials, TimeProvider time)
{
    /// <summary>The image for a platform; a tag is asked for anew each time, a digest is not.</summary>
    /// <param name="name">As in a Dockerfile: <c>node:22-slim</c>, <c>gcr.io/distroless/static-debian12@sha256:…</c>.</param>
    /// <param name="platform">Which of its images.</param>
    /// <param name="cacheFolder">Where images are kept.</param>
    /// <param name="log">Told what is fetched.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="DeployError">DC3320 no folder to keep it in; DC3321 it cannot be had, with the registry's answer.</exception>
    public async Task<BaseImage> GetAsync(string name, OciPlatform platform, string? cacheFolder, IProgress<string>? log, CancellationToken cancellationToken)
    {
        if (cacheFolder is null)
            throw ImageErrors.BaseNeedsCache(name);
        var reference = ImageReference.ParseName(name);
        var folder = Path.Combine(cacheFolder, "bases");
        var login = await credentials.ForAsync(reference.Registry, cancellationToken);
        var client = new RegistryClient(http, time);
        try
        {
            var digest = await DigestAsync(client, reference, login, folder, log, cancellationToken);
            var layout = FolderOf(cacheFolder, digest, platform.Architecture);
            if (await OpenAsync(layout, cancellationToken) is { } known)
                return new BaseImage(reference.ToString(), digest, known);
            log?.Report($"fetching the base image {reference}");
            return new BaseImage(reference.ToString(), digest,
                await client.PullAsync($"{reference.Registry}/{reference.Repository}@{digest}", layout, login, cancellationToken, platform));
        }
        catch (DeployError error) when (error.Code.StartsWith("DC34", StringComparison.Ordinal))
        {
            throw ImageErrors.BaseImageNotFetched(reference.ToString(), error, error.IsTransient);
        }
    }

    /// <summary>A base image that was fetched earlier; null when it was not, or is not there any more.</summary>
    /// <param name="cacheFolder">Where images are kept.</param>
    /// <param name="digest">What its name stood for.</param>
    /// <param name="architecture">Of the platform.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<OciLayout?> FindAsync(string cacheFolder, string digest, string architecture, CancellationToken cancellationToken) =>
        OpenAsync(FolderOf(cacheFolder, digest, architecture), cancellationToken);

    /// <summary>What a name stood for when it was last fetched, without asking anybody; null when it was not, or is not there any more.</summary>
    /// <param name="cacheFolder">Where images are kept.</param>
    /// <param name="name">As in a Dockerfile.</param>
    /// <param name="architecture">Of the platform.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<BaseImage?> RememberedAsync(string cacheFolder, string name, string architecture, CancellationToken cancellationToken)
    {
        var reference = ImageReference.ParseName(name);
        var record = RecordOf(Path.Combine(cacheFolder, "bases"), reference);
        var digest = reference.IsByDigest ? reference.Target : File.Exists(record) ? await File.ReadAllTextAsync(record, cancellationToken) : null;
        return digest is not null && OciLayout.IsDigest(digest) && await FindAsync(cacheFolder, digest, architecture, cancellationToken) is { } layout
            ? new BaseImage(reference.ToString(), digest, layout) : null;
    }

    private static string RecordOf(string folder, ImageReference reference) =>
        Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference.ToString())))}.tag");

    private static string FolderOf(string cacheFolder, string digest, string architecture) =>
        Path.Combine(cacheFolder, "bases", $"{OciLayout.Hex(digest)}-{architecture}");

    // What a tag stood for last is remembered: without a network, the same base is better than none, and it is said.
    private static async Task<string> DigestAsync(
        RegistryClient client, ImageReference reference, RegistryLogin login, string folder, IProgress<string>? log, CancellationToken cancellationToken)
    {
        if (reference.IsByDigest)
            return reference.Target;
        var record = RecordOf(folder, reference);
        try
        {
            var digest = await client.ResolveAsync(reference.Repository, reference.Target, login, cancellationToken) is { Length: > 0 } found
                ? found : throw ImageErrors.ImageMissing(reference.ToString());
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(record, digest, cancellationToken);
            return digest;
        }
        catch (DeployError error) when (error.IsTransient && File.Exists(record))
        {
            var digest = await File.ReadAllTextAsync(record, cancellationToken);
            log?.Report($"using {reference} as of {File.GetLastWriteTimeUtc(record):yyyy-MM-dd} ({digest[..19]}): {error.Message}");
            return digest;
        }
    }

    private static async Task<OciLayout?> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return Directory.Exists(folder) && await OciLayout.OpenAsync(folder, cancellationToken) is { IsWhole: true } layout ? layout : null;
        }
        catch (DeployError)
        {
            return null;
        }
    }
}
