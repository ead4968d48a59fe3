using System.Net;
using System.Net.Http.Headers;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>Brings a blob from one repository of a registry into another: mounted where the registry does that, streamed through this process where not.</summary>
internal sealed class BlobCopy(RegistryConnection connection, Backoff backoff)
{
    /// <summary>Returns the bytes that went through this process; 0 when the blob was there or could be mounted.</summary>
    public async Task<long> RunAsync(OciDescriptor blob, string from, string repository, CancellationToken cancellationToken) =>
        await backoff.RunAsync(() => ExistsAsync(repository, blob, cancellationToken), cancellationToken) ? 0
            : await backoff.RunAsync(() => CopyAsync(blob, from, repository, cancellationToken), cancellationToken);

    private async Task<bool> ExistsAsync(string repository, OciDescriptor blob, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Head, connection.Address($"/v2/{repository}/blobs/{blob.Digest}")), repository, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private async Task<long> CopyAsync(OciDescriptor blob, string from, string repository, CancellationToken cancellationToken)
    {
        var start = $"/v2/{repository}/blobs/uploads/?mount={blob.Digest}&from={Uri.EscapeDataString(from)}";
        using var started = await connection.SendAsync(() => new HttpRequestMessage(HttpMethod.Post, connection.Address(start)), repository, cancellationToken);
        if (started.StatusCode == HttpStatusCode.NotFound)
            throw await connection.ErrorAsync(started, repository, cancellationToken);
        if (started.StatusCode == HttpStatusCode.Created)
            return 0;
        var location = await SendAsync(Location(started), blob, from, repository, cancellationToken);
        var close = new Uri($"{location.AbsoluteUri}{(location.Query.Length == 0 ? "?" : "&")}digest={Uri.EscapeDataString(blob.Digest)}");
        using var closed = await connection.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Put, close) { Content = new ByteArrayContent([]) }, repository, cancellationToken);
        return closed.IsSuccessStatusCode ? blob.Size : throw await connection.ErrorAsync(closed, repository, cancellationToken);
    }

    private async Task<Uri> SendAsync(Uri location, OciDescriptor blob, string from, string repository, CancellationToken cancellationToken)
    {
        using var source = await connection.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, connection.Address($"/v2/{from}/blobs/{blob.Digest}")), from, cancellationToken);
        if (!source.IsSuccessStatusCode)
            throw ImageErrors.ImageMissing($"{connection.Registry}/{from}@{blob.Digest}");
        var content = new CheckedContent(await source.Content.ReadAsStreamAsync(cancellationToken), blob);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        // The stream can be read once: the requests before this one have the token already, so that it is not asked for in between.
        using var sent = await connection.SendAsync(() => new HttpRequestMessage(HttpMethod.Patch, location) { Content = content }, repository, cancellationToken);
        return sent.IsSuccessStatusCode ? Location(sent) : throw await connection.ErrorAsync(sent, repository, cancellationToken);
    }

    private Uri Location(HttpResponseMessage response) => response.Headers.Location is { } location
        ? new Uri(response.RequestMessage!.RequestUri!, location)
        : throw ImageErrors.RegistryRefused(connection.Registry, "an upload without a location", (int)response.StatusCode, "");
}
