using System.Buffers.Binary;
using System.IO.Compression;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Oci;

/// <summary>Gzip with a header that says nothing about when and where it was written.</summary>
/// <remarks>
/// What holds: header and trailer are ours, so that time, file name and operating system do not matter, and the digest of the plain tar
/// (diff_id) is the same everywhere. The deflated bytes come from the zlib-ng that is built into the .NET runtime; they are the same for
/// the same runtime, and may change when a new major .NET brings a new zlib-ng, or when a distribution links its own zlib. The digest of
/// an image then changes once, the content does not.
/// </remarks>
internal sealed class FixedGzipStream : Stream
{
    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    private readonly Stream _output;
    private readonly DeflateStream _deflate;
    private readonly Crc32 _crc = new();
    private uint _length;

    public FixedGzipStream(Stream output)
    {
        _output = output;
        _output.Write(Header);
        _deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Count(buffer);
        _deflate.Write(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count(buffer.Span);
        await _deflate.WriteAsync(buffer, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Does nothing: a flush in between would change the compressed bytes.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _deflate.Dispose();
            Span<byte> trailer = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.Value);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
            _output.Write(trailer);
        }

        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> buffer)
    {
        _crc.Append(buffer);
        _length = unchecked(_length + (uint)buffer.Length);
    }
}
