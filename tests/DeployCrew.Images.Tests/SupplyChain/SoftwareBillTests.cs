using System.Text.Json.Nodes;
using DeployCrew.Images.Oci;
using DeployCrew.Images.SupplyChain;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.SupplyChain;

public sealed class SoftwareBillTests : IDisposable
{
    private const string Debian = "ID=debian\nVERSION_ID=\"12\"\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task OfImage_Dpkg_LaterLayersReplaceEarlierOnes()
    {
        var image = await ImageAsync(
            LayerCompression.Gzip,
            [TestImages.Text("usr/lib/os-release", Debian), TestImages.Text("var/lib/dpkg/status", Stanza("libc6", "2.36-9+deb12u8") + Stanza("curl", "7.88", "deinstall ok config-files"))],
            [TestImages.Text("var/lib/dpkg/status", Stanza("libc6", "2.36-9+deb12u9") + Stanza("tzdata", "2024a"))]);

        Assert.Equal(
            ["pkg:deb/debian/libc6@2.36-9%2Bdeb12u9?arch=amd64&distro=debian-12", "pkg:deb/debian/tzdata@2024a?arch=amd64&distro=debian-12"],
            (await BillAsync(image)).Packages.Select(package => package.Purl));
    }

    [Fact]
    public async Task OfImage_AlpineInZstdLayers_NamesPackagesWithLicences()
    {
        var image = await ImageAsync(
            LayerCompression.Zstd,
            [TestImages.Text("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n"), TestImages.Text("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\nF:lib\n\nP:zlib\nV:1.3.1-r1\nA:x86_64\nL:Zlib\n\n")]);

        var packages = (await BillAsync(image)).Packages;

        Assert.Equal(["pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.3", "pkg:apk/alpine/zlib@1.3.1-r1?arch=x86_64&distro=alpine-3.20.3"], packages.Select(package => package.Purl));
        Assert.Equal(["MIT", "Zlib"], packages.Select(package => package.License));
    }

    [Fact]
    public async Task OfImage_WhiteoutsOfFilesAndFolders_TakePackagesAway()
    {
        var image = await ImageAsync(
            LayerCompression.Gzip,
            [
                TestImages.Text("etc/os-release", Debian), TestImages.Text("var/lib/dpkg/status.d/base", Stanza("base-files", "12")), TestImages.Text("var/lib/dpkg/status.d/ssl", Stanza("openssl", "3")),
                TestImages.Text("var/lib/dpkg/status.d/ssl.md5sums", "Package: none\nVersion: 1\n"), TestImages.Text("app/site/flask-3.dist-info/METADATA", "Name: flask\nVersion: 3.0.3\n\nText"),
            ],
            [TestImages.Text("var/lib/dpkg/status.d/.wh.ssl", ""), TestImages.Text("app/site/.wh..wh..opq", ""), TestImages.Text("app/site/six-1.dist-info/METADATA", "Name: six\nVersion: 1.16.0\nLicense: MIT\n")]);

        Assert.Equal(["base-files", "six"], (await BillAsync(image)).Packages.Select(package => package.Name.Split('/')[^1]));
    }

    [Fact]
    public async Task OfImage_DotNetAndSource_EachPackageOnceWithWhatEitherKnows()
    {
        _folder.Write("source/packages.lock.json", """{"dependencies": {"net10.0": {"Serilog": {"type": "Direct", "resolved": "4.0.0"}}}}""");
        var image = await ImageAsync(LayerCompression.Gzip,
            [TestImages.Text("app/web.deps.json", """{"libraries": {"web/1.0.0": {"type": "project"}, "Serilog/4.0.0": {"type": "package"}}}""")]);

        var package = Assert.Single((await BillAsync(image)).Packages);

        Assert.Equal(("pkg:nuget/Serilog@4.0.0", "app/web.deps.json, packages.lock.json"), (package.Purl, package.FoundIn));
    }

    [Fact]
    public async Task OfImage_RpmDatabase_IsSaidToBeUnread()
    {
        var image = await ImageAsync(LayerCompression.Gzip, [TestImages.Text("var/lib/rpm/rpmdb.sqlite", "SQLite format 3")]);

        Assert.Contains("RPM", Assert.Single((await BillAsync(image)).Unread), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_SameImageTwice_SameBytes()
    {
        var image = await ImageAsync(LayerCompression.Gzip, [TestImages.Text("etc/os-release", Debian), TestImages.Text("var/lib/dpkg/status", Stanza("libc6", "2"))]);

        var one = CycloneDx.Write(await BillAsync(image));
        var two = CycloneDx.Write(await BillAsync(image));

        Assert.Equal(one, two);
        var bill = JsonNode.Parse(one)!;
        Assert.Equal("1970-01-01T00:00:00Z", (string?)bill["metadata"]!["timestamp"]);
        Assert.Equal($"pkg:oci/web@sha256:{image.Digest[7..]}", (string?)bill["metadata"]!["component"]!["purl"]);
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string?)bill["serialNumber"]);
    }

    [Theory]
    [InlineData("MIT", """[{"license":{"id":"MIT"}}]""")]
    [InlineData("(MIT OR Apache-2.0)", """[{"expression":"(MIT OR Apache-2.0)"}]""")]
    [InlineData("EUPL-1.2", """[{"expression":"EUPL-1.2"}]""")]
    [InlineData("SEE LICENSE IN LICENSE", """[{"license":{"name":"SEE LICENSE IN LICENSE"}}]""")]
    public void Write_Licence_AsCycloneDxTakesIt(string license, string expected) => Assert.Equal(expected, LicenseText.Json(license).ToJsonString());

    [Theory]
    [InlineData("docker.io/library/node:22-slim", "pkg:oci/node@sha256:aa?repository_url=docker.io%2Flibrary%2Fnode&tag=22-slim")]
    [InlineData("127.0.0.1:5000/base", "pkg:oci/base@sha256:aa?repository_url=127.0.0.1:5000%2Fbase")]
    public void Purl_BaseImage_NamesRegistryAndTag(string name, string expected) => Assert.Equal(expected, new BaseImageUse(name, "sha256:aa", null).Purl);

    public void Dispose() => _folder.Dispose();

    private static string Stanza(string name, string version, string status = "install ok installed") =>
        $"Package: {name}\nStatus: {status}\nArchitecture: amd64\nVersion: {version}\nDescription: text\n more text\n\n";

    private async Task<SoftwareBill> BillAsync(OciLayout image)
    {
        Directory.CreateDirectory(_folder.In("source"));
        return await SoftwareBill.OfImageAsync("web", _folder.In("source"), image, null, default);
    }

    private Task<OciLayout> ImageAsync(LayerCompression compression, params LayerEntry[][] layers) => new OciImageBuilder(0).BuildAsync(
        TestImages.Recipe() with { Layers = [.. layers.Select(entries => LayerRecipe.Of(entries))], Compression = compression }, _folder.In("image"), default);
}
