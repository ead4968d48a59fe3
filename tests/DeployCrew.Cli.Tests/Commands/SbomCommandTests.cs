using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class SbomCommandTests : IDisposable
{
    private const string Registry = "DEPLOYCREW_TEST_REGISTRY";
    private const string Lock = """{"name":"a","lockfileVersion":3,"packages":{"":{"name":"a"},"node_modules/ms":{"version":"2.1.3","license":"MIT"}}}""";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Sbom_App_IsTheDocumentOfItsLockFilesAndNothingElse()
    {
        App("app");

        var result = await InProcess.RunAsync("sbom", folder.In("app"));

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(("application", "pkg:npm/ms@2.1.3"), Of(result.Output));
        Assert.Equal(result.Output, (await InProcess.RunAsync("sbom", folder.In("app"))).Output);
    }

    [Fact]
    public async Task Sbom_Layout_IsThatOfTheImage()
    {
        var layout = await ImageAsync();

        var result = await InProcess.RunAsync("sbom", layout.Folder);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(("container", "pkg:deb/debian/zlib1g@1.2.13?arch=amd64&distro=debian-12"), Of(result.Output));
        Assert.Equal(layout.Digest, (string?)JsonNode.Parse(result.Output)!["metadata"]!["component"]!["version"]);
    }

    [RealFact(Registry)]
    [Trait("Category", "real")]
    public async Task Sbom_ImageOfARegistry_IsTheSameAsThatOfItsLayout()
    {
        var layout = await ImageAsync();
        using var http = RegistryClient.NewHttpClient();
        var login = new RegistryLogin(new Uri(Environment.GetEnvironmentVariable(Registry)!), "", new Secret(""), DateTimeOffset.MaxValue);
        var pushed = await new RegistryClient(http, TimeProvider.System).PushAsync(layout.Folder, $"tests/{Guid.NewGuid():n}/image", null, login, null, default);

        var result = await InProcess.RunAsync("sbom", pushed.Reference);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal((await InProcess.RunAsync("sbom", layout.Folder)).Output, result.Output);
    }

    [Fact]
    public async Task Sbom_SeveralServices_AsksForOne()
    {
        App("app/api");
        App("app/web");
        folder.Write("requirements.json", """
            {"project":"shop","region":"eu-west-1","app":"app","services":{"api":{"source":"api","routes":["/api"]},"web":{"source":"web"}},"environments":{"dev":{"domain":"dev.shop.test"}}}
            """);

        var several = await InProcess.RunAsync("sbom", folder.Path);
        var one = await InProcess.RunAsync("sbom", folder.Path, "--service", "api");

        Assert.Equal((1, ""), (several.ExitCode, several.Output));
        Assert.Contains("DC1097", several.Errors, StringComparison.Ordinal);
        Assert.Equal("api", (string?)JsonNode.Parse(one.Output)!["metadata"]!["component"]!["name"]);
    }

    public void Dispose() => folder.Dispose();

    private void App(string name)
    {
        folder.Write($"{name}/package.json", """{"name":"a","dependencies":{"ms":"2.1.3"}}""");
        folder.Write($"{name}/package-lock.json", Lock);
        folder.Write($"{name}/server.js", "1");
    }

    private Task<OciLayout> ImageAsync()
    {
        static LayerEntry Text(string path, string text) => LayerEntry.FromBytes(path, System.Text.Encoding.UTF8.GetBytes(text));
        return new OciImageBuilder(0).BuildAsync(
            new ImageRecipe(
                [LayerRecipe.Of(
                    Text("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"),
                    Text("var/lib/dpkg/status", "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.2.13\n\n"))],
                new OciRunConfig { Cmd = ["a"] }, OciPlatform.Fargate), folder.In("image"), default);
    }

    private static (string Kind, string Purl) Of(string text)
    {
        var document = JsonNode.Parse(text)!;
        return ((string)document["metadata"]!["component"]!["type"]!, (string)document["components"]!.AsArray().Single()!["purl"]!);
    }
}
