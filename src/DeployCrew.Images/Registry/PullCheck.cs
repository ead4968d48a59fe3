using System.Net;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>Whether an image could be pulled now: its manifest, and every blob that the manifest names. Nothing large is fetched.</summary>
internal sealed class PullCheck(RegistryClient client, Backoff backoff, RegistryConnection connection, string repository)
{
    /// <returns>Digest of the manifest that a task of that architecture would pull.</returns>
    /// <exception cref="DeployError">DC3350 something is missing, DC3351 not for this architecture.</exception>
    public async Task<string> RunAsync(string digest, string? architecture, CancellationToken cancellationToken)
    {
        var reference = new ImageReference(connection.Registry, repository, digest);
        var (bytes, type) = await ManifestAsync(reference, digest, cancellationToken);
        var pulled = digest;
        if (type is MediaTypes.Index or MediaTypes.DockerIndex)
        {
            var images = RegistryClient.Read<OciIndex>(bytes, reference.ToString()).Manifests.Where(one => one.Platform is { Os: not "unknown" }).ToList();
            pulled = images.FirstOrDefault(one => architecture is null || one.Platform!.Architecture == architecture)?.Digest
                ?? throw SupplyChainErrors.OtherArchitecture(reference.ToString(), [.. images.Select(one => one.Platform!.ToString())], architecture ?? "any");
            (bytes, _) = await ManifestAsync(reference, pulled, cancellationToken);
        }

        var manifest = RegistryClient.Read<OciManifest>(bytes, reference.ToString());
        var missing = new List<string>();
        foreach (var blob in manifest.Layers.Append(manifest.Config).DistinctBy(blob => blob.Digest))
        {
            if (!await backoff.RunAsync(() => ExistsAsync(blob.Digest, cancellationToken), cancellationToken))
                missing.Add($"{blob.Digest} ({blob.Size} bytes)");
        }

        if (missing.Count > 0)
            throw SupplyChainErrors.NotPullable(reference.ToString(), missing);
        await CheckArchitectureAsync(reference, manifest.Config, architecture, cancellationToken);
        return pulled;
    }

    private async Task<(byte[] Bytes, string Type)> ManifestAsync(ImageReference reference, string digest, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetManifestAsync(connection, reference, digest, cancellationToken);
        }
        catch (DeployError error) when (error.Code == "DC3403")
        {
            throw SupplyChainErrors.NotPullable(reference.ToString(), [$"the manifest {digest}"]);
        }
    }

    private async Task<bool> ExistsAsync(string digest, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(() => Blob(HttpMethod.Head, digest), repository, cancellationToken);
        return response.StatusCode != HttpStatusCode.NotFound;
    }

    private async Task CheckArchitectureAsync(ImageReference reference, OciDescriptor config, string? architecture, CancellationToken cancellationToken)
    {
        if (architecture is null)
            return;
        var found = await backoff.RunAsync(async () =>
        {
            using var response = await connection.SendAsync(() => Blob(HttpMethod.Get, config.Digest), repository, cancellationToken);
            return JsonSerializer.Deserialize<OciImageConfig>(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }, cancellationToken);
        if (found is not null && found.Architecture != architecture)
            throw SupplyChainErrors.OtherArchitecture(reference.ToString(), [$"{found.Os}/{found.Architecture}"], architecture);
    }

    private HttpRequestMessage Blob(HttpMethod method, string digest) => new(method, connection.Address($"/v2/{repository}/blobs/{digest}"));
}
