using System.Formats.Tar;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Oci;

public sealed class ImageUnpackerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Root => _folder.In("out", "root");

    [Fact]
    public async Task Unpack_Whiteout_RemovesWhatLowerLayersPut()
    {
        await Unpack([File("a/keep", "1"), File("a/gone", "1"), File("dir/x", "1")], [File("a/.wh.gone", ""), File(".wh.dir", "")]);

        Assert.Equal(["a/keep"], Files());
    }

    [Fact]
    public async Task Unpack_OpaqueFolder_KeepsOnlyThisLayersFiles()
    {
        await Unpack([File("a/old", "1"), File("a/sub/old", "1")], [File("a/new", "2"), File("a/.wh..wh..opq", ""), File("a/sub/new", "2")]);

        Assert.Equal(["a/new", "a/sub/new"], Files());
    }

    [Fact]
    public async Task Unpack_UpperLayer_ReplacesFilesFoldersAndLinks()
    {
        await Unpack(
            [File("file", "1"), File("folder/x", "1"), Link("link", "file")],
            [File("file/now-a-folder", "2"), File("folder", "now a file"), File("link", "now a file")]);

        Assert.Equal(["file/now-a-folder", "folder", "link"], Files());
    }

    [Fact]
    public async Task Unpack_AbsoluteLink_StaysInTheImage()
    {
        await Unpack([File("etc/hosts", "mine"), Link("deep/down/link", "/etc/hosts")]);

        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(Path.Combine(Root, "deep/down/link")));
    }

    [Fact]
    public async Task Unpack_FileBelowALinkedFolder_LandsInTheLinksTarget()
    {
        await Unpack([File("usr/bin/a", "1"), Link("bin", "/usr/bin"), File("bin/b", "2")]);

        Assert.Equal("2", await System.IO.File.ReadAllTextAsync(Path.Combine(Root, "usr/bin/b")));
    }

    [Fact]
    public async Task Unpack_LinkToOutsideThenFileThroughIt_StaysInTheImage()
    {
        var outside = _folder.In("outside");
        Directory.CreateDirectory(outside);
        await Unpack([Link("escape", outside), File("escape/evil", "x")]);

        Assert.Empty(Directory.GetFileSystemEntries(outside));
    }

    [Fact]
    public async Task Unpack_LinkThroughALinkAndUp_StaysInTheImage()
    {
        _folder.Write("out/secret", "s");
        await Unpack([Link("p/q/a", "../../."), Link("p/q/l", "a/../../secret"), File("ok", "1")]);

        Assert.Equal("../../secret", new FileInfo(Path.Combine(Root, "p/q/l")).LinkTarget);
    }

    [Fact]
    public async Task Unpack_HardLink_IsACopy()
    {
        await Unpack([File("a", "1"), HardLink("b", "a")]);

        Assert.Equal("1", await System.IO.File.ReadAllTextAsync(Path.Combine(Root, "b")));
    }

    [Fact]
    public async Task Unpack_NameWithDotDot_DC3303() => await Refused(File("a/../../evil", "x"));

    [Fact]
    public async Task Unpack_LinkOutOfTheImage_DC3303() => await Refused(Link("a", "../../etc/passwd"));

    [Fact]
    public async Task Unpack_HardLinkOutOfTheImage_DC3303() => await Refused(HardLink("a", "../../etc/passwd"));

    [Fact]
    public async Task Unpack_HardLinkToNothing_DC3303() => await Refused(HardLink("a", "b"));

    [Fact]
    public async Task Unpack_WhiteoutOfTheParent_DC3303() => await Refused(File("a/.wh...", ""));

    [Fact]
    public async Task Unpack_LinkCircle_DC3303() => await Refused(Link("a", "b"), Link("b", "a"), File("a/x", "1"));

    [Fact]
    public async Task Unpack_PastTheLimit_DC3304()
    {
        var layout = await TestImages.BuildAsync(_folder.In("l"), LayerEntry.FromBytes("zeros", new byte[1 << 20]));

        var error = await Assert.ThrowsAsync<DeployError>(() => new ImageUnpacker(1000).UnpackAsync(layout, Root, default));

        Assert.Equal("DC3304", error.Code);
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task Unpack_ChangedLayer_Refused()
    {
        var layout = await TestImages.BuildAsync(_folder.In("l"), TestImages.Text("a", "1"));
        var other = await TestImages.BuildAsync(_folder.In("m"), TestImages.Text("a", "2"));
        System.IO.File.Copy(other.BlobPath(other.Manifest.Layers[0].Digest), layout.BlobPath(layout.Manifest.Layers[0].Digest), overwrite: true);

        var error = await Assert.ThrowsAsync<DeployError>(() => new ImageUnpacker().UnpackAsync(layout, Root, default));

        Assert.Equal("DC3302", error.Code);
    }

    [Fact]
    public async Task Unpack_LayerCutOff_DC3305()
    {
        var layout = await TestImages.BuildAsync(_folder.In("l"), LayerEntry.FromBytes("a", TestImages.Noise(10_000)));
        var blob = layout.BlobPath(layout.Manifest.Layers[0].Digest);
        await System.IO.File.WriteAllBytesAsync(blob, (await System.IO.File.ReadAllBytesAsync(blob))[..5000]);

        var error = await Assert.ThrowsAsync<DeployError>(() => new ImageUnpacker().UnpackAsync(layout, Root, default));

        Assert.StartsWith("DC330", error.Code, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Root));
    }

    public void Dispose() => _folder.Dispose();

    private static PaxTarEntry File(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static PaxTarEntry Link(string name, string target) => new(TarEntryType.SymbolicLink, name) { LinkName = target };

    private static PaxTarEntry HardLink(string name, string target) => new(TarEntryType.HardLink, name) { LinkName = target };

    private string[] Files() =>
        [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    private async Task Refused(params TarEntry[] entries)
    {
        var error = await Assert.ThrowsAsync<DeployError>(() => Unpack(entries));

        Assert.Equal("DC3303", error.Code);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.In("out")));
    }

    private async Task Unpack(params TarEntry[][] layers)
    {
        using var writer = new LayoutWriter(_folder.In("layout"));
        var written = new List<(OciDescriptor Layer, string DiffId)>();
        foreach (var entries in layers)
        {
            written.Add(await writer.AddLayerAsync(async output =>
            {
                await using var tar = new TarWriter(output, leaveOpen: true);
                foreach (var entry in entries)
                    await tar.WriteEntryAsync(entry);
            }, LayerCompression.Gzip, default));
        }

        var config = await writer.AddJsonAsync(
            new OciImageConfig { RootFs = new OciRootFs { DiffIds = [.. written.Select(one => one.DiffId)] } }, MediaTypes.Config, default);
        var manifest = await writer.AddJsonAsync(
            new OciManifest { Config = config, Layers = [.. written.Select(one => one.Layer)] }, MediaTypes.Manifest, default);
        var layout = await writer.CompleteAsync(manifest, default);
        await new ImageUnpacker().UnpackAsync(layout, Root, default);
    }
}
