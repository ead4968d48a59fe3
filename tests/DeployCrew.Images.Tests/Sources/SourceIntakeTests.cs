using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Sources;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Sources;

public sealed class SourceIntakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Destination => _folder.In("out", "source");

    [Fact]
    public async Task Open_FolderAndItsZip_SameFilesAndDigest()
    {
        _folder.Write("app/server.js", "1");
        _folder.Write("app/bin/www", "#!/bin/sh", executable: true);
        _folder.Write("app/node_modules/x/index.js", "dependency");
        _folder.Write("app/.git/config", "secret");
        _folder.Write("app/.env", "PASSWORD=x");
        var zip = new ZipFile(_folder.In("app.zip")).Add("repo-main/", "", 0x41ED).Add("repo-main/server.js", "1", 0x81A4)
            .Add("repo-main/bin/www", "#!/bin/sh", 0x81ED).Add("repo-main/node_modules/x/index.js", "dependency").Close();

        var fromFolder = await Open(_folder.In("app"));
        var fromZip = await new SourceIntake().OpenAsync(zip, _folder.In("other", "place"), default);

        Assert.Equal(["bin/www", "server.js"], fromFolder.Files.Select(file => file.Path));
        Assert.True(fromFolder.Files[0].Executable);
        Assert.Equal(fromFolder.Files, fromZip.Files);
        Assert.Equal(fromFolder.Sha256, fromZip.Sha256);
    }

    [Fact]
    public async Task Open_DockerIgnore_LeavesOutWhatItLists()
    {
        _folder.Write("app/index.js", "1");
        _folder.Write("app/docs/a.md", "1");
        _folder.Write("app/docs/keep.md", "1");
        _folder.Write("app/deep/x.log", "1");
        _folder.Write("app/.dockerignore", "# no docs\ndocs\n!docs/keep.md\n**/*.log\n");

        Assert.Equal([".dockerignore", "docs/keep.md", "index.js"], (await Open(_folder.In("app"))).Files.Select(file => file.Path));
    }

    [Fact]
    public async Task Open_DotNetProject_LeavesOutItsBuildOutput()
    {
        _folder.Write("app/web/web.csproj", "<Project/>");
        _folder.Write("app/web/bin/web.dll", "1");
        _folder.Write("app/bin/www", "1");

        Assert.Equal(["bin/www", "web/web.csproj"], (await Open(_folder.In("app"))).Files.Select(file => file.Path));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("a/./b")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/windows/evil")]
    [InlineData("C:evil")]
    [InlineData("..\\evil")]
    [InlineData("a\\b")]
    [InlineData("//server/share")]
    [InlineData("a//b")]
    [InlineData("CON")]
    [InlineData("dir/nul.txt")]
    [InlineData("com1")]
    [InlineData("LPT9.log")]
    [InlineData("a/file:stream")]
    [InlineData("trailing./x")]
    [InlineData("trailing /x")]
    [InlineData("bell\u0007")]
    public async Task Open_UnsafePath_RefusedWithDC3105(string name) =>
        await Refused("DC3105", new ZipFile(_folder.In("a.zip")).Add("good.txt").Add(name).Close());

    [Fact]
    public async Task Open_SymbolicLink_RefusedWithDC3106() =>
        await Refused("DC3106", new ZipFile(_folder.In("a.zip")).Add("good.txt").Add("link", "/etc/passwd", 0xA1FF).Close());

    [Fact]
    public async Task Open_DeviceNode_RefusedWithDC3105() =>
        await Refused("DC3105", new ZipFile(_folder.In("a.zip")).Add("good.txt").Add("null", "", 0x21B6).Close());

    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("a.txt", "A.TXT")]
    [InlineData("dir/a", "DIR/b")]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    public async Task Open_Collision_RefusedWithDC3107(string first, string second) =>
        await Refused("DC3107", new ZipFile(_folder.In("a.zip")).Add("good.txt").Add(first).Add(second).Close());

    [Fact]
    public async Task Open_TooManyEntries_RefusedWithDC3108() => await Refused(
        "DC3108", new ZipFile(_folder.In("a.zip")).Add("a").Add("b").Add("c").Close(), new SourceLimits { MaxEntries = 2 });

    [Fact]
    public async Task Open_TooManyBytes_RefusedWithDC3108() => await Refused(
        "DC3108", new ZipFile(_folder.In("a.zip")).Add("a", new string('a', 600)).Add("b", new string('b', 600)).Close(), new SourceLimits { MaxBytes = 1000 });

    [Fact]
    public async Task Open_Bomb_RefusedWithDC3108() =>
        await Refused("DC3108", new ZipFile(_folder.In("a.zip")).AddZeros("bomb", 64 << 20).Close());

    [Fact]
    public async Task Open_SizeInHeaderTooSmall_RefusedWithDC3103()
    {
        var zip = new ZipFile(_folder.In("a.zip")).AddZeros("bomb", 1000).Close();
        PatchDirectory(zip, offset: 24, [10, 0, 0, 0]);
        await Refused("DC3103", zip);
    }

    [Fact]
    public async Task Open_WrongChecksum_RefusedWithDC3103()
    {
        var zip = new ZipFile(_folder.In("a.zip")).Add("file", "hello").Close();
        PatchDirectory(zip, offset: 16, [1, 2, 3, 4]);
        await Refused("DC3103", zip);
    }

    [Fact]
    public async Task Open_Encrypted_RefusedWithDC3104()
    {
        var zip = new ZipFile(_folder.In("a.zip")).Add("file", "hello").Close();
        PatchDirectory(zip, offset: 8, [1, 0]);
        await Refused("DC3104", zip);
    }

    [Fact]
    public async Task Open_CutOff_RefusedWithDC3102()
    {
        var zip = new ZipFile(_folder.In("a.zip")).Add("file", "hello").Close();
        var bytes = await File.ReadAllBytesAsync(zip);
        await File.WriteAllBytesAsync(zip, bytes[..^10]);
        await Refused("DC3102", zip);
    }

    [Fact]
    public async Task Open_EveryByteFlipped_NeverAnythingButARefusalOrTheFiles()
    {
        var zip = new ZipFile(_folder.In("a.zip")).Add("dir/file", "hello").Add("other", "world").Close();
        var bytes = await File.ReadAllBytesAsync(zip);
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0xFF;
            await File.WriteAllBytesAsync(zip, damaged);
            try
            {
                Assert.NotEmpty((await Open(zip)).Files);
            }
            catch (DeployError error)
            {
                Assert.StartsWith("DC31", error.Code, StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain(Directory.GetDirectories(_folder.In("out")), path => path.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_NotAZip_RefusedWithDC3102() => await Refused("DC3102", _folder.Write("a.zip", "hello"));

    [Fact]
    public async Task Open_EmptyZip_RefusedWithDC3109() => await Refused("DC3109", new ZipFile(_folder.In("a.zip")).Close());

    [Fact]
    public async Task Open_OnlyDependencies_RefusedWithDC3109() =>
        await Refused("DC3109", new ZipFile(_folder.In("a.zip")).Add("node_modules/a.js").Close());

    [Fact]
    public async Task Open_NothingThere_RefusedWithDC3101() => await Refused("DC3101", _folder.In("nowhere"));

    [Fact]
    public async Task Open_LinkOutOfFolder_RefusedWithDC3106()
    {
        _folder.Write("secret", "s");
        _folder.Write("app/a.js", "1");
        File.CreateSymbolicLink(_folder.In("app", "link"), "../secret");
        await Refused("DC3106", _folder.In("app"));
    }

    [Fact]
    public async Task Open_LinkInsideFolder_IsTheFileItPointsTo()
    {
        _folder.Write("app/a.js", "1");
        File.CreateSymbolicLink(_folder.In("app", "b.js"), "a.js");

        Assert.Equal([("a.js", 1L), ("b.js", 1L)], (await Open(_folder.In("app"))).Files.Select(file => (file.Path, file.Length)));
    }

    [Fact]
    public async Task Open_AnythingDifferent_ChangesTheDigest()
    {
        _folder.Write("app/a", "1");
        var before = (await Open(_folder.In("app"))).Sha256;
        _folder.Write("app/a", "2");
        var content = (await Open(_folder.In("app"))).Sha256;
        _folder.Write("app/a", "1", executable: true);
        var mode = (await Open(_folder.In("app"))).Sha256;

        Assert.Equal(3, new HashSet<string> { before, content, mode }.Count);
    }

    [Fact]
    public async Task GenerateNodeService_Detected_AsNode()
    {
        var source = await SourceIntake.GenerateNodeServiceAsync(Destination, "hello", default);

        Assert.Equal(["package.json", "server.js"], source.Files.Select(file => file.Path));
        Assert.Equal(["node", "server.js"], Images.Detection.AppDetector.Detect(source.Folder).StartCommand);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Source> Open(string path) => new SourceIntake().OpenAsync(path, Destination, default);

    private async Task Refused(string code, string path, SourceLimits? limits = null)
    {
        var error = await Assert.ThrowsAsync<DeployError>(() => new SourceIntake(limits).OpenAsync(path, Destination, default));

        Assert.Equal(code, error.Code);
        Assert.NotEmpty(error.Remedy);
        Assert.False(Directory.Exists(Destination));
        if (Directory.Exists(_folder.In("out")))
            Assert.Empty(Directory.GetFileSystemEntries(_folder.In("out")));
    }

    /// <summary>Changes the first record of the central directory.</summary>
    private static void PatchDirectory(string zip, int offset, byte[] value)
    {
        var bytes = File.ReadAllBytes(zip);
        var record = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes("PK\u0001\u0002"));
        value.CopyTo(bytes, record + offset);
        File.WriteAllBytes(zip, bytes);
    }
}
