using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Oci.Zstd;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Oci;

public sealed class LayerCompressionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(7_000_000)]
    public async Task Gzip_ReadByGzip_SameBytes(int length)
    {
        var content = Content(length);
        await WriteAsync("blob.gz", content, piece: 100_000);

        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand("gzip", ["--decompress", _folder.In("blob.gz")]), default);

        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        Assert.Equal(content, await File.ReadAllBytesAsync(_folder.In("blob")));
    }

    [Fact]
    public async Task Gzip_WrittenInOtherPieces_SameBytes()
    {
        var content = Content(5_000_000);

        await WriteAsync("one", content, piece: 4_000_000);
        await WriteAsync("two", content, piece: 999);

        Assert.Equal(await File.ReadAllBytesAsync(_folder.In("one")), await File.ReadAllBytesAsync(_folder.In("two")));
    }

    [Fact]
    public async Task Gzip_OfText_AboutAsSmallAsGzips()
    {
        var content = Content(7_000_000);
        await WriteAsync("ours.gz", content, piece: 100_000);
        await File.WriteAllBytesAsync(_folder.In("theirs"), content);
        await new SystemProcessRunner().RunAsync(new ProcessCommand("gzip", [_folder.In("theirs")]), default);

        Assert.InRange(new FileInfo(_folder.In("ours.gz")).Length, 1, new FileInfo(_folder.In("theirs.gz")).Length * 1.05);
    }

    [Fact]
    public async Task Gzip_TheDiskIsFull_FailsAndEnds()
    {
        await using var gzip = new BlockGzipStream(new FullStream(allowed: 2_000_000));

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (var i = 0; i < 20; i++)
                await gzip.WriteAsync(TestImages.Noise(1 << 20, i));
            await gzip.CompleteAsync(default);
        });
    }

    [ToolFact("zstd")]
    public async Task Zstd_ReadByZstd_SameBytesAndDigestEachTime()
    {
        var content = Content(7_000_000);
        var one = await BuildAsync("one", content);
        var two = await BuildAsync("two", content);
        var blob = one.BlobPath(one.Manifest.Layers[0].Digest);

        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand("zstd", ["--decompress", "--force", "-o", _folder.In("layer.tar"), blob]), default);
        await new ImageUnpacker().UnpackAsync(one, _folder.In("root"), default);

        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        Assert.Equal(one.Digest, two.Digest);
        Assert.EndsWith("+zstd", one.Manifest.Layers[0].MediaType, StringComparison.Ordinal);
        Assert.Equal(one.Config.RootFs.DiffIds[0], OciLayout.DigestOf(await File.ReadAllBytesAsync(_folder.In("layer.tar"))));
        Assert.Equal(content, await File.ReadAllBytesAsync(_folder.In("root", "data")));
    }

    [ToolFact("zstd")]
    public async Task Zstd_Cut_DC3305()
    {
        var layout = await BuildAsync("one", Content(3_000_000));
        var blob = layout.BlobPath(layout.Manifest.Layers[0].Digest);
        await using (var file = File.OpenWrite(blob))
            file.SetLength(file.Length / 2);

        var error = await Assert.ThrowsAsync<DeployError>(() => new ImageUnpacker().UnpackAsync(layout, _folder.In("root"), default));

        Assert.Equal("DC3305", error.Code);
    }

    public void Dispose() => _folder.Dispose();

    private Task<OciLayout> BuildAsync(string folder, byte[] content) => new OciImageBuilder(0).BuildAsync(
        TestImages.Recipe(LayerEntry.FromBytes("data", content)) with { Compression = LayerCompression.Zstd }, _folder.In(folder), default);

    private async Task WriteAsync(string name, byte[] content, int piece)
    {
        await using var file = File.Create(_folder.In(name));
        await using var gzip = new BlockGzipStream(file);
        for (var at = 0; at < content.Length; at += piece)
            await gzip.WriteAsync(content.AsMemory(at, Math.Min(piece, content.Length - at)));
        await gzip.CompleteAsync(default);
    }

    // Words in no order: compresses to about a third, as source does.
    private static byte[] Content(int length)
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)random.Next('a', 'z' + 1))) + " ").ToArray();
        var bytes = new byte[length];
        for (var at = 0; at < length;)
        {
            var word = words[random.Next(words.Length)];
            var fits = Math.Min(word.Length, length - at);
            System.Text.Encoding.ASCII.GetBytes(word.AsSpan(0, fits), bytes.AsSpan(at));
            at += fits;
        }

        return bytes;
    }

    private sealed class FullStream(long allowed) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            allowed -= buffer.Length;
            return allowed < 0 ? throw new IOException("No space left on device") : base.WriteAsync(buffer, cancellationToken);
        }
    }
}
