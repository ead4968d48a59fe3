using System.Net;
using System.Net.Http.Headers;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>Brings one blob into a repository, unless it is there already.</summary>
/// <remarks>https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs. Up to the chunk's size in one PATCH, as
/// docker does; then in several; closed by an empty PUT, which every registry understands (ECR takes no body there).</remarks>
internal sealed class BlobUpload(RegistryConnection connection, Backoff backoff, long chunkBytes)
{
    /// <summary>Returns the bytes that were sent; 0 when the blob was there or could be mounted from another repository.</summary>
    public async Task<long> RunAsync(
        OciLayout layout, OciDescriptor blob, string repository, string? mountFrom, CancellationToken cancellationToken)
    {
        if (await backoff.RunAsync(() => ExistsAsync(repository, blob, cancellationToken), cancellationToken))
            return 0;
        return await backoff.RunAsync(() => UploadAsync(layout, blob, repository, mountFrom, cancellationToken), cancellationToken);
    }

    private async Task<bool> ExistsAsync(string repository, OciDescriptor blob, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Head, connection.Address($"/v2/{repository}/blobs/{blob.Digest}")), repository, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private async Task<long> UploadAsync(
        OciLayout layout, OciDescriptor blob, string repository, string? mountFrom, CancellationToken cancellationToken)
    {
        var start = $"/v2/{repository}/blobs/uploads/" + (mountFrom is null ? "" : $"?mount={blob.Digest}&from={Uri.EscapeDataString(mountFrom)}");
        using var started = await connection.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, connection.Address(start)), repository, cancellationToken);
        if (started.StatusCode == HttpStatusCode.NotFound)
            throw await connection.ErrorAsync(started, repository, cancellationToken);
        if (started.StatusCode == HttpStatusCode.Created)
            return 0;

        var location = Location(started);
        for (var sent = 0L; sent < blob.Size;)
        {
            var length = Math.Min(chunkBytes, blob.Size - sent);
            location = await PatchAsync(location, layout.BlobPath(blob.Digest), sent, length, blob.Size, repository, cancellationToken);
            sent += length;
        }

        var separator = location.Query.Length == 0 ? "?" : "&";
        var close = new Uri($"{location.AbsoluteUri}{separator}digest={Uri.EscapeDataString(blob.Digest)}");
        using var closed = await connection.SendAsync(() => Empty(HttpMethod.Put, close), repository, cancellationToken);
        return closed.IsSuccessStatusCode ? blob.Size : throw await connection.ErrorAsync(closed, repository, cancellationToken);
    }

    private async Task<Uri> PatchAsync(
        Uri location, string file, long from, long length, long size, string repository, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(() =>
        {
            var content = new FilePartContent(file, from, length);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            if (length < size)
                content.Headers.TryAddWithoutValidation("Content-Range", $"{from}-{from + length - 1}");
            return new HttpRequestMessage(HttpMethod.Patch, location) { Content = content };
        }, repository, cancellationToken);
        return response.IsSuccessStatusCode ? Location(response) : throw await connection.ErrorAsync(response, repository, cancellationToken);
    }

    private Uri Location(HttpResponseMessage response) => response.Headers.Location is { } location
        ? new Uri(response.RequestMessage!.RequestUri!, location)
        : throw ImageErrors.RegistryRefused(connection.Registry, "an upload without a location", (int)response.StatusCode, "");

    private static HttpRequestMessage Empty(HttpMethod method, Uri address) => new(method, address) { Content = new ByteArrayContent([]) };
}
