using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using DeployCrew.Core;

namespace DeployCrew.Images.Oci;

/// <summary>Gzip on all processors, with a header that says nothing about when and where it was written.</summary>
/// <remarks>
/// One gzip member of blocks that are deflated independently (as <c>pigz --independent</c> does): the blocks' size is fixed, so that the bytes
/// are the same however many processors there are. What holds: header and trailer are ours, so that time, file name and operating system do
/// not matter, and the digest of the plain tar (diff_id) is the same everywhere. The deflated bytes come from the zlib-ng that is built into
/// the .NET runtime; they are the same for the same runtime, and may change when a new major .NET brings a new zlib-ng, or when a
/// distribution links its own zlib. The digest of an image then changes once, the content does not.
/// </remarks>
internal sealed class BlockGzipStream : Stream
{
    private const int BlockSize = 1 << 20;

    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    // An empty block that is marked as the last (RFC 1951: BFINAL 1, BTYPE 01, end of block).
    private static readonly byte[] LastBlock = [0x03, 0x00];

    private readonly Stream _output;
    private readonly Queue<Task<MemoryStream>> _compressing = new();
    private readonly int _ahead = Environment.ProcessorCount + 1;
    private readonly Crc32 _crc = new();
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _filled;
    private uint _length;
    private bool _ended;

    public BlockGzipStream(Stream output)
    {
        _output = output;
        _output.Write(Header);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _crc.Append(buffer.Span);
        _length = unchecked(_length + (uint)buffer.Length);
        while (buffer.Length > 0)
        {
            var piece = buffer[..Math.Min(buffer.Length, BlockSize - _filled)];
            piece.CopyTo(_block.AsMemory(_filled));
            _filled += piece.Length;
            buffer = buffer[piece.Length..];
            if (_filled == BlockSize)
                await CompressBlockAsync(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Blocks are written asynchronously.");

    /// <summary>Does nothing: a flush in between would change the compressed bytes.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Writes what is still to be written, and the trailer. Without it, the gzip is not whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_filled > 0)
            await CompressBlockAsync(cancellationToken);
        while (_compressing.Count > 0)
            await WriteOldestAsync(cancellationToken);
        var trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), _length);
        await _output.WriteAsync(LastBlock, cancellationToken);
        await _output.WriteAsync(trailer, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            await ((Task)Task.WhenAll(_compressing)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(_block);
        }

        await base.DisposeAsync();
    }

    private async Task CompressBlockAsync(CancellationToken cancellationToken)
    {
        var (block, length) = (_block, _filled);
        _compressing.Enqueue(Task.Run(() => Deflated(block, length), CancellationToken.None));
        (_block, _filled) = (ArrayPool<byte>.Shared.Rent(BlockSize), 0);
        if (_compressing.Count >= _ahead)
            await WriteOldestAsync(cancellationToken);
    }

    private async Task WriteOldestAsync(CancellationToken cancellationToken)
    {
        using var compressed = await _compressing.Dequeue();
        await _output.WriteAsync(compressed.GetBuffer().AsMemory(0, (int)compressed.Length), cancellationToken);
    }

    private static MemoryStream Deflated(byte[] block, int length)
    {
        var compressed = new MemoryStream(length / 2);
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(block, 0, length);
            ArrayPool<byte>.Shared.Return(block);

            // A flush ends the block on a whole byte, so that the next can follow; what closing adds marks an end, and is cut off.
            deflate.Flush();
            length = (int)compressed.Length;
        }

        compressed.SetLength(length);
        return compressed;
    }
}
