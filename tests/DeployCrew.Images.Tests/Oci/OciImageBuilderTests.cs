using System.Formats.Tar;
using System.IO.Compression;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Images.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Oci;

public sealed class OciImageBuilderTests : IDisposable
{
    /// <summary>Of the same entries written by Python's tarfile (USTAR_FORMAT, mtime, uid and gid 0).</summary>
    private const string KnownDiffId = "sha256:1edb419745fd9e70c389836169b31f47727fc36dfc669b54dafe7fecaa97fe9a";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Build_TwoFoldersTwoTimesOtherOrder_SameDigest()
    {
        var first = _folder.Write("one/a.txt", "hello");
        var second = _folder.Write("two/elsewhere/b.txt", "hello");
        File.SetLastWriteTimeUtc(second, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var one = await TestImages.BuildAsync(_folder.In("l1"), LayerEntry.File("app/a.txt", first, false), TestImages.Text("app/b", "2"));
        var two = await TestImages.BuildAsync(_folder.In("l2"), TestImages.Text("app/b", "2"), LayerEntry.File("app/a.txt", second, false));

        Assert.Equal(one.Digest, two.Digest);
        Assert.Equal(
            await File.ReadAllBytesAsync(_folder.In("l1", "index.json")), await File.ReadAllBytesAsync(_folder.In("l2", "index.json")));
    }

    [Fact]
    public async Task Build_KnownContent_KnownDigestOfPlainTar()
    {
        var layout = await TestImages.BuildAsync(_folder.In("l"), TestImages.Text("app/a.txt", "hello"), TestImages.Text("app/run.sh", "#!", true));

        Assert.Equal(KnownDiffId, Assert.Single(layout.Config.RootFs.DiffIds));
    }

    [Fact]
    public async Task Build_Epoch_ChangesTimes()
    {
        var layout = await new OciImageBuilder(1_700_000_000).BuildAsync(
            TestImages.Recipe(TestImages.Text("a", "1")), _folder.In("l"), default);

        Assert.Equal("2023-11-14T22:13:20Z", layout.Config.Created);
        Assert.All(Entries(layout), entry => Assert.Equal(1_700_000_000, entry.ModificationTime.ToUnixTimeSeconds()));
    }

    [Fact]
    public async Task Build_ReadByTheFrameworksTarReader_SortedOwnedByRootWithFolders()
    {
        var longName = $"app/{new string('d', 90)}/{new string('f', 120)}.txt";
        var layout = await TestImages.BuildAsync(
            _folder.In("l"), TestImages.Text("app/z", "z"), TestImages.Text(longName, "long"), TestImages.Text("app/ä.txt", "umlaut"),
            LayerEntry.Link("app/link", "z"), TestImages.Text("app/run", "x", true), TestImages.Text("empty", ""));

        var entries = Entries(layout);

        Assert.Equal(
            ["app/", $"app/{new string('d', 90)}/", longName, "app/link", "app/run", "app/z", "app/ä.txt", "empty"], entries.Select(entry => entry.Name));
        Assert.All(entries, entry => Assert.Equal((0, 0, 0L), (entry.Uid, entry.Gid, entry.ModificationTime.ToUnixTimeSeconds())));
        Assert.Equal("z", entries[3].LinkName);
        Assert.Equal("rwxr-xr-x", Permissions(entries[4].Mode));
        Assert.Equal("rw-r--r--", Permissions(entries[5].Mode));
    }

    [Fact]
    public async Task Build_ReadByTarAndGzip_SameFiles()
    {
        var noise = TestImages.Noise(300_000);
        var layout = await TestImages.BuildAsync(_folder.In("l"), LayerEntry.FromBytes("data/noise", noise), TestImages.Text("data/ü/x", "1"));
        var blob = layout.BlobPath(layout.Manifest.Layers[0].Digest);
        var target = Directory.CreateDirectory(_folder.In("x")).FullName;

        File.Copy(blob, _folder.In("blob.gz"));
        await Run("gzip", "--test", _folder.In("blob.gz"));
        await Run("tar", "-xzf", blob, "-C", target, "--no-same-owner");

        Assert.Equal(noise, await File.ReadAllBytesAsync(Path.Combine(target, "data", "noise")));
        Assert.Equal("1", await File.ReadAllTextAsync(Path.Combine(target, "data", "ü", "x")));
    }

    [Fact]
    public async Task Build_OnABaseOfDockersFormat_LayersAreOfOcisTypes()
    {
        var below = await TestImages.BuildAsync(_folder.In("oci"), TestImages.Text("etc/base", "1"));
        OciLayout docker;
        using (var writer = new LayoutWriter(_folder.In("docker")))
        {
            foreach (var blob in below.Manifest.Layers.Append(below.Manifest.Config))
                writer.AddExisting(below.BlobPath(blob.Digest), blob.Digest);
            var manifest = below.Manifest with
            {
                MediaType = MediaTypes.DockerManifest,
                Layers = [.. below.Manifest.Layers.Select(layer => layer with { MediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip" })],
            };
            docker = await writer.CompleteAsync(await writer.AddJsonAsync(manifest, MediaTypes.DockerManifest, default), default);
        }

        var image = await new OciImageBuilder(0).BuildAsync(TestImages.Recipe(TestImages.Text("app/a", "2")) with { Base = docker }, _folder.In("image"), default);
        await new ImageUnpacker().UnpackAsync(image, _folder.In("root"), default);

        Assert.Equal([MediaTypes.Layer, MediaTypes.Layer], image.Manifest.Layers.Select(layer => layer.MediaType));
        Assert.Equal(below.Manifest.Layers[0].Digest, image.Manifest.Layers[0].Digest);
        Assert.True(File.Exists(_folder.In("root", "etc", "base")) && File.Exists(_folder.In("root", "app", "a")));
    }

    [Fact]
    public async Task Build_Fails_LeavesNothing()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => TestImages.BuildAsync(_folder.In("l"), LayerEntry.File("a", _folder.In("missing"), false)));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Unpack_WhatWasBuilt_IsTheSame()
    {
        var noise = TestImages.Noise(1_000_000);
        var layout = await TestImages.BuildAsync(
            _folder.In("l"), LayerEntry.FromBytes("app/noise", noise), TestImages.Text("app/run", "#!", true),
            LayerEntry.Link("app/bin/cmd", "../run"), TestImages.Text($"app/{new string('x', 200)}", "long"));

        await new ImageUnpacker().UnpackAsync(layout, _folder.In("root"), default);

        Assert.Equal(noise, await File.ReadAllBytesAsync(_folder.In("root", "app", "noise")));
        Assert.Equal("long", await File.ReadAllTextAsync(_folder.In("root", "app", new string('x', 200))));
        Assert.Equal("../run", new FileInfo(_folder.In("root", "app", "bin", "cmd")).LinkTarget);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_folder.In("root", "app", "run")).HasFlag(UnixFileMode.UserExecute));
    }

    public void Dispose() => _folder.Dispose();

    private static string Permissions(UnixFileMode mode) =>
        string.Concat(Enumerable.Range(0, 9).Select(bit => ((int)mode >> (8 - bit) & 1) == 1 ? "rwx"[bit % 3] : '-'));

    private static List<TarEntry> Entries(OciLayout layout)
    {
        using var blob = new GZipStream(File.OpenRead(layout.BlobPath(layout.Manifest.Layers[0].Digest)), CompressionMode.Decompress);
        using var reader = new TarReader(blob);
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry(copyData: true) is { } entry)
            entries.Add(entry);
        return entries;
    }

    private static async Task Run(string program, params string[] arguments)
    {
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand(program, arguments), default);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
    }
}
