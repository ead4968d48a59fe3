using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>Brings one blob into a repository, unless it is there already.</summary>
/// <remarks>https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs. Up to the chunk's size in one PATCH, as
/// docker does; then in several; closed by an empty PUT, which every registry understands (ECR takes no body there). A piece that is lost on
/// the way is sent again from where the registry has got to; where it does not know any more (Docker's forgets), the blob is sent anew.</remarks>
internal sealed class BlobUpload(RegistryConnection connection, Backoff backoff, long chunkBytes)
{
    private const int MostFailures = 8;

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
        for (var (sent, failed) = (0L, 0); sent < blob.Size;)
        {
            var length = Math.Min(chunkBytes, blob.Size - sent);
            try
            {
                location = await PatchAsync(location, layout.BlobPath(blob.Digest), sent, length, blob.Size, repository, cancellationToken);
                sent += length;
            }
            catch (DeployError error) when (error.IsTransient && failed < MostFailures)
            {
                await backoff.WaitAsync(++failed, cancellationToken);
                if (await ProgressAsync(location, repository, cancellationToken) is not { } progress || progress.Sent > blob.Size)
                    throw;
                (location, sent) = progress;
            }
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
            if (from > 0 || length < size)
                content.Headers.TryAddWithoutValidation("Content-Range", $"{from}-{from + length - 1}");
            return new HttpRequestMessage(HttpMethod.Patch, location) { Content = content };
        }, repository, cancellationToken);
        return response.IsSuccessStatusCode ? Location(response) : throw await connection.ErrorAsync(response, repository, cancellationToken);
    }

    /// <summary>Where an upload goes on and from which byte; null when the registry does not know it any more, or does not tell.</summary>
    private async Task<(Uri Location, long Sent)?> ProgressAsync(Uri location, string repository, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, location), repository, cancellationToken);
        if (response.StatusCode != HttpStatusCode.NoContent || !response.Headers.TryGetValues("Range", out var ranges))
            return null;

        // Range: 0-1048575, both inclusive; 0-0 is said of nothing, and of one byte: sending that byte again is refused, so that it is nothing.
        var last = ranges.First().Split('-') is ["0", var end] && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return last < 0 ? null : (response.Headers.Location is null ? location : Location(response), last == 0 ? 0 : last + 1);
    }

    private Uri Location(HttpResponseMessage response) => response.Headers.Location is { } location
        ? new Uri(response.RequestMessage!.RequestUri!, location)
        : throw ImageErrors.RegistryRefused(connection.Registry, "an upload without a location", (int)response.StatusCode, "");

    private static HttpRequestMessage Empty(HttpMethod method, Uri address) => new(method, address) { Content = new ByteArrayContent([]) };
}
