using DeployCrew.Images.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Oci;

public sealed class LayerCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _asked;

    [Fact]
    public async Task Build_SameInputs_FilesAreNotAskedForAgain()
    {
        var one = await BuildAsync("one", "lock 1");
        var two = await BuildAsync("two", "lock 1");
        var other = await BuildAsync("three", "lock 2");

        Assert.Equal(one.Digest, two.Digest);
        Assert.True(two.IsWhole);
        Assert.Equal(2, _asked);
        Assert.Equal(one.Digest, other.Digest);
    }

    [Fact]
    public async Task Build_SameFilesElsewhere_LayerIsNotWrittenAgain()
    {
        var file = _folder.Write("a.txt", "hello");
        var one = await new OciImageBuilder(0, _folder.In("cache")).BuildAsync(TestImages.Recipe(LayerEntry.File("a", file, false)), _folder.In("one"), default);
        var record = Assert.Single(Directory.GetFiles(_folder.In("cache"), "*.json"));
        var written = File.GetLastWriteTimeUtc(record);

        var two = await new OciImageBuilder(0, _folder.In("cache")).BuildAsync(TestImages.Recipe(TestImages.Text("a", "hello")), _folder.In("two"), default);

        Assert.Equal(one.Digest, two.Digest);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(_folder.In("cache"), "*.json"))));
    }

    [Fact]
    public async Task Build_WithAndWithoutCache_SameDigest()
    {
        var cached = await BuildAsync("one", "lock");
        var plain = await new OciImageBuilder(0).BuildAsync(TestImages.Recipe(LayerEntry.FromBytes("a", TestImages.Noise(200_000))), _folder.In("two"), default);

        Assert.Equal(plain.Digest, cached.Digest);
    }

    [Fact]
    public async Task Build_CacheEmptied_OldLayoutIsNotWholeAndANewOneIs()
    {
        var one = await BuildAsync("one", "lock");
        Directory.Delete(_folder.In("cache"), recursive: true);
        Assert.False(one.IsWhole);

        var two = await BuildAsync("two", "lock");

        Assert.True(two.IsWhole);
        Assert.Equal(2, _asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task Build_DamagedRecord_LayerIsMadeAgain(string record)
    {
        await BuildAsync("one", "lock");
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(_folder.In("cache"), "*.json")), record);

        var two = await BuildAsync("two", "lock");

        Assert.True(two.IsWhole);
        Assert.Equal(2, _asked);
    }

    public void Dispose() => _folder.Dispose();

    private Task<OciLayout> BuildAsync(string folder, string inputs)
    {
        var layer = new LayerRecipe(_ =>
        {
            _asked++;
            return Task.FromResult<IReadOnlyList<LayerEntry>>([LayerEntry.FromBytes("a", TestImages.Noise(200_000))]);
        })
        {
            Inputs = inputs,
        };
        return new OciImageBuilder(0, _folder.In("cache")).BuildAsync(TestImages.Recipe() with { Layers = [layer] }, _folder.In(folder), default);
    }
}
