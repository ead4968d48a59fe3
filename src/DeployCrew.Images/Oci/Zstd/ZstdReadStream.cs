using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Oci.Zstd;

/// <summary>Reads what is compressed with Zstandard.</summary>
/// <remarks>Damage is an InvalidDataException, as with .NET's own decompression.</remarks>
internal sealed class ZstdReadStream : Stream
{
    private readonly Stream _input;
    private readonly byte[] _compressed = new byte[128 * 1024];
    private nint _context;
    private int _from;
    private int _to;
    private bool _inFrame;

    /// <exception cref="DeployError">DC3322: no libzstd.</exception>
    public ZstdReadStream(Stream input)
    {
        _ = LibZstd.Version;
        _input = input;
        _context = LibZstd.CreateDecompression();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0)
            return 0;
        while (true)
        {
            if (Decompress(buffer.Span) is var count and > 0)
                return count;
            if (_from < _to)
                continue;
            (_from, _to) = (0, await _input.ReadAsync(_compressed, cancellationToken));
            if (_to == 0)
                return _inFrame ? throw new InvalidDataException("zstd: the content ends too early.") : 0;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        LibZstd.FreeDecompression(_context);
        _context = 0;
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    // Also without new input: the library may hold more than fitted the last time.
    private unsafe int Decompress(Span<byte> buffer)
    {
        fixed (byte* source = _compressed, target = buffer)
        {
            var input = new LibZstd.Buffer { Data = source, Size = (nuint)_to, Position = (nuint)_from };
            var output = new LibZstd.Buffer { Data = target, Size = (nuint)buffer.Length };
            if (_from < _to || _inFrame)
                _inFrame = LibZstd.Checked(LibZstd.Decompress(_context, ref output, ref input)) != 0;
            _from = (int)input.Position;
            return (int)output.Position;
        }
    }
}
