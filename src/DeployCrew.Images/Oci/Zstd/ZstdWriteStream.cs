namespace DeployCrew.Images.Oci.Zstd;

/// <summary>Compresses what is written to it. The bytes follow from the content and the library's version alone.</summary>
internal sealed unsafe class ZstdWriteStream : Stream
{
    private const int Continue = 0;
    private const int End = 2;

    private readonly Stream _output;
    private readonly byte[] _compressed = new byte[128 * 1024];
    private nint _context;

    /// <exception cref="Core.Errors.DeployError">DC3322: no libzstd.</exception>
    public ZstdWriteStream(Stream output)
    {
        _ = LibZstd.Version;
        _output = output;
        _context = LibZstd.CreateCompression();
        LibZstd.Checked(LibZstd.SetParameter(_context, LibZstd.CompressionLevel, 3));
        LibZstd.Checked(LibZstd.SetParameter(_context, LibZstd.ChecksumFlag, 1));

        // One fixed number: with workers, the bytes do not depend on how many; without (a library that has none), they are others.
        LibZstd.SetParameter(_context, LibZstd.Workers, 2);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        for (var read = 0; read < buffer.Length;)
            read += Compress(buffer[read..], Continue, out _);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Writes the frame's end. Without it, the frame is not whole.</summary>
    public void Complete()
    {
        for (nuint left = 1; left > 0;)
            Compress([], End, out left);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        LibZstd.FreeCompression(_context);
        _context = 0;
        base.Dispose(disposing);
    }

    private int Compress(ReadOnlySpan<byte> bytes, int end, out nuint left)
    {
        fixed (byte* source = bytes, target = _compressed)
        {
            var input = new LibZstd.Buffer { Data = source, Size = (nuint)bytes.Length };
            var output = new LibZstd.Buffer { Data = target, Size = (nuint)_compressed.Length };
            left = LibZstd.Checked(LibZstd.Compress(_context, ref output, ref input, end));
            _output.Write(_compressed, 0, (int)output.Position);
            return (int)input.Position;
        }
    }
}
