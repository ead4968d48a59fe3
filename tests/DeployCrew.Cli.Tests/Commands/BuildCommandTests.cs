using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class BuildCommandTests : IDisposable
{
    private const string Registry = "DEPLOYCREW_TEST_REGISTRY";

    private readonly TemporaryFolder folder = new();
    private readonly string repository = $"tests/{Guid.NewGuid():n}";

    private static Uri Endpoint => new(Environment.GetEnvironmentVariable(Registry)!);

    [RealFact(Registry)]
    [Trait("Category", "real")]
    public async Task Build_TwoServices_EachIsPushedBelowTheNameAndUnchangedTheSecondTime()
    {
        Services();
        var below = await BaseAsync();

        var first = await BuildAsync("--base-image", below, "--push", $"{Endpoint.Authority}/{repository}:v1", "--format", "json");
        var second = await BuildAsync("--base-image", below, "--push", $"{Endpoint.Authority}/{repository}:v1", "--format", "json");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(["api", "web"], Images(first).Select(image => image["name"]!.ToString()));
        Assert.All(Images(first), image => Assert.StartsWith($"{Endpoint.Authority}/{repository}/{image["name"]}@sha256:", image["reference"]!.ToString(), StringComparison.Ordinal));
        Assert.All(Images(second), image => Assert.Equal((true, 0), ((bool)image["unchanged"]!, (int)image["pushedBytes"]!)));
        Assert.Equal(Images(first).Select(image => image["digest"]!.ToString()), Images(second).Select(image => image["digest"]!.ToString()));
    }

    [RealFact(Registry)]
    [Trait("Category", "real")]
    public async Task Build_BothPlatforms_TheLayoutHasAnIndexOfTwo()
    {
        Services();

        var result = await BuildAsync(
            "--service", "web", "--base-image", await BaseAsync(), "--output", folder.In("out"), "--platform", "linux/amd64", "--platform", "linux/arm64");

        Assert.Equal(0, result.ExitCode);
        var layout = await OciLayout.OpenAsync(folder.In("out"), default);
        Assert.Equal(layout.Digest, result.Output.Trim());
        Assert.Equal(["amd64", "arm64"], layout.Images.Select(image => image.Config.Architecture));
        Assert.All(layout.Images.SelectMany(image => image.Manifest.Layers), layer => Assert.Null(new FileInfo(layout.BlobPath(layer.Digest)).LinkTarget));
    }

    [Fact]
    public async Task Build_BaseThatNobodyHas_SaysWhyAndLeavesNothing()
    {
        Services();

        var result = await BuildAsync("--service", "web", "--base-image", "127.0.0.1:1/none:1", "--output", folder.In("out"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC3321", result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.In("out")));
        Assert.False(Directory.Exists(folder.In("home")) && Directory.EnumerateFiles(folder.In("home"), "*", SearchOption.AllDirectories).Any());
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<JsonNode> Images(CommandResult result) => JsonNode.Parse(result.Output)!["images"]!.AsArray().Select(image => image!);

    private void Services()
    {
        folder.Write("requirements.json", """
            {
              "project": "shop", "region": "eu-west-1", "app": "app",
              "services": { "api": { "source": "api", "routes": ["/api"] }, "web": { "source": "web" } },
              "environments": { "dev": { "domain": "dev.shop.test" } }
            }
            """);
        foreach (var service in new[] { "api", "web" })
        {
            folder.Write($"app/{service}/package.json", "{}");
            folder.Write($"app/{service}/server.js", $"// {service}");
        }
    }

    private Task<CommandResult> BuildAsync(params string[] arguments) => InProcess.RunAsync(
        new Home(folder.In("home")), ["build", folder.Path, "--builder", "in-process", .. arguments]);

    private async Task<string> BaseAsync()
    {
        var images = new List<OciLayout>();
        foreach (var architecture in new[] { "amd64", "arm64" })
        {
            images.Add(await new OciImageBuilder(0).BuildAsync(
                new ImageRecipe([LayerRecipe.Of(LayerEntry.FromBytes("base", "x"u8.ToArray()))], new OciRunConfig(), new OciPlatform(architecture, "linux")), folder.In(architecture), default));
        }

        var all = await MultiPlatformImage.WriteAsync(images, folder.In("base"), default);
        using var http = RegistryClient.NewHttpClient();
        var login = new RegistryLogin(Endpoint, "", new Secret(""), DateTimeOffset.MaxValue);
        return (await new RegistryClient(http, TimeProvider.System).PushAsync(all.Folder, repository + "/base", null, login, null, default)).Reference;
    }
}
