using System.Net;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>A blob on its way from one request into another; what is not what its digest says does not get there whole.</summary>
internal sealed class CheckedContent(Stream source, OciDescriptor blob) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var hash = new HashingStream(stream);
        await source.CopyToAsync(hash, cancellationToken);
        if (hash.Digest() is var actual && actual != blob.Digest)
            throw ImageErrors.DigestMismatch(blob.Digest, actual);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long computed)
    {
        computed = blob.Size;
        return true;
    }
}
