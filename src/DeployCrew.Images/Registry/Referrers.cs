using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>Documents that are attached to images: manifests with a subject (OCI image-spec 1.1, manifest.md#guidelines-for-artifact-usage).</summary>
/// <remarks>
/// A registry that knows them lists them at <c>/v2/&lt;name&gt;/referrers/&lt;digest&gt;</c>. For one that does not (Docker's 2.8), the client keeps
/// the list itself, as an index with the tag <c>sha256-&lt;hex&gt;</c> (distribution-spec 1.1, spec.md#referrers-tag-schema).
/// </remarks>
internal sealed class Referrers(RegistryClient client, Backoff backoff, RegistryConnection connection, string repository)
{
    private const string Title = "org.opencontainers.image.title";

    public async Task<AttachedArtifact> AttachAsync(string digest, ArtifactDocument document, CancellationToken cancellationToken)
    {
        var (subject, type) = await client.GetManifestAsync(connection, Reference(digest), digest, cancellationToken);
        var folder = Path.Combine(Path.GetTempPath(), $"deploycrew-artifact-{Guid.NewGuid():n}");
        try
        {
            var layout = await WriteAsync(new OciDescriptor(type, digest, subject.Length), document, folder, cancellationToken);
            if (await client.HeadManifestAsync(connection, repository, layout.Digest, cancellationToken) is null)
            {
                await client.PushBlobsAsync(connection, layout, repository, mountFrom: null, progress: null, cancellationToken);
                await client.PutManifestAsync(
                    connection, await layout.ReadManifestBytesAsync(cancellationToken), MediaTypes.Manifest, repository, layout.Digest, cancellationToken);
            }

            if (await FromApiAsync(digest, cancellationToken) is null)
                await AddToListAsync(digest, layout, cancellationToken);
            return new AttachedArtifact(document.ArtifactType, layout.Digest, document.Title);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    public async Task<IReadOnlyList<AttachedArtifact>> ListAsync(string digest, CancellationToken cancellationToken) =>
    [
        .. (await FromApiAsync(digest, cancellationToken) ?? (await FromTagAsync(digest, cancellationToken)).Manifests)
            .Select(one => new AttachedArtifact(one.ArtifactType ?? "", one.Digest, one.Annotations?.GetValueOrDefault(Title))),
    ];

    private ImageReference Reference(string target) => new(connection.Registry, repository, target);

    private static string TagOf(string digest) => $"sha256-{OciLayout.Hex(digest)}";

    private static async Task<OciLayout> WriteAsync(OciDescriptor subject, ArtifactDocument document, string folder, CancellationToken cancellationToken)
    {
        using var writer = new LayoutWriter(folder);
        var config = await writer.AddAsync("{}"u8.ToArray(), MediaTypes.Empty, cancellationToken);
        var content = await writer.AddAsync(document.Content, document.ArtifactType, cancellationToken);
        var manifest = new OciManifest
        {
            ArtifactType = document.ArtifactType,
            Config = config,
            Layers = [content with { Annotations = new Dictionary<string, string> { [Title] = document.Title } }],
            Subject = subject,
            Annotations = new Dictionary<string, string> { [Title] = document.Title },
        };
        return await writer.CompleteAsync(await writer.AddJsonAsync(manifest, MediaTypes.Manifest, cancellationToken), cancellationToken);
    }

    /// <summary>All pages of the registry's own list; null when it keeps none.</summary>
    private async Task<IReadOnlyList<OciDescriptor>?> FromApiAsync(string digest, CancellationToken cancellationToken)
    {
        var found = new List<OciDescriptor>();
        Uri? next = connection.Address($"/v2/{repository}/referrers/{digest}");
        while (next is { } address)
        {
            (var page, next) = await backoff.RunAsync(() => PageAsync(address, cancellationToken), cancellationToken);
            if (page is null)
                return null;
            found.AddRange(page.Manifests);
        }

        return found;
    }

    private async Task<(OciIndex? Page, Uri? Next)> PageAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypes.Index));
            return request;
        }, repository, cancellationToken);

        // Some registries answer any path with 200 and a page for people.
        if (response.StatusCode == HttpStatusCode.NotFound || response.Content.Headers.ContentType?.MediaType != MediaTypes.Index)
            return (null, null);
        var index = RegistryClient.Read<OciIndex>(await response.Content.ReadAsByteArrayAsync(cancellationToken), address.AbsolutePath);

        // Link: </v2/<name>/referrers/<digest>?n=50&last=…>; rel="next"
        var link = response.Headers.TryGetValues("Link", out var links) ? links.FirstOrDefault(one => one.Contains("rel=\"next\"", StringComparison.Ordinal)) : null;
        return (index, link is null ? null : new Uri(address, link.Split('<', '>')[1]));
    }

    private async Task<OciIndex> FromTagAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, _) = await client.GetManifestAsync(connection, Reference(TagOf(digest)), TagOf(digest), cancellationToken);
            return RegistryClient.Read<OciIndex>(bytes, Reference(TagOf(digest)).ToString());
        }
        catch (DeployError error) when (error.Code == "DC3403")
        {
            return new OciIndex();
        }
    }

    // Two that do this at the same time may lose one of the two entries: the specification knows of no better way. Attaching again repairs it.
    private async Task AddToListAsync(string digest, OciLayout artifact, CancellationToken cancellationToken)
    {
        var list = await FromTagAsync(digest, cancellationToken);
        if (list.Manifests.Any(one => one.Digest == artifact.Digest))
            return;
        var entry = new OciDescriptor(MediaTypes.Manifest, artifact.Digest, artifact.ManifestDescriptor.Size)
        {
            ArtifactType = artifact.Manifest.ArtifactType,
            Annotations = artifact.Manifest.Annotations,
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(list with { Manifests = [.. list.Manifests, entry] });
        await client.PutManifestAsync(connection, bytes, MediaTypes.Index, repository, TagOf(digest), cancellationToken);
    }
}
