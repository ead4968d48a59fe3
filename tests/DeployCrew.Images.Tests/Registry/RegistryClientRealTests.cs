using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Registry;

/// <summary>Against Debian's registry, with skopeo as the second reader.</summary>
[Trait("Category", "real")]
public sealed class RegistryClientRealTests : IDisposable
{
    private const string Open = "DEPLOYCREW_TEST_REGISTRY";
    private const string Locked = "DEPLOYCREW_TEST_REGISTRY_LOCKED";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly string _repository = $"tests/{Guid.NewGuid():n}";

    private RegistryClient Client => new(_http, TimeProvider.System);

    [RealFact(Open)]
    public async Task Push_Twice_SecondSendsNothing()
    {
        var layout = await Layout();

        var first = await Client.PushAsync(layout.Folder, _repository, "v1", Login(Open), null, default);
        var second = await Client.PushAsync(layout.Folder, _repository, "v1", Login(Open), null, default);

        Assert.Equal(layout.Bytes, first.BytesPushed);
        Assert.Equal((0, layout.Bytes), (second.BytesPushed, second.BytesSkipped));
        Assert.Equal(layout.Digest, await Client.ResolveAsync(_repository, "v1", Login(Open), default));
    }

    [RealFact(Open)]
    public async Task Push_OneLayerChanged_SendsOnlyThat()
    {
        var recipe = TestImages.Recipe(LayerEntry.FromBytes("base", TestImages.Noise(500_000)));
        var one = await new OciImageBuilder(0).BuildAsync(recipe with { Layers = [.. recipe.Layers, LayerRecipe.Of(TestImages.Text("app", "1"))] }, _folder.In("1"), default);
        var two = await new OciImageBuilder(0).BuildAsync(recipe with { Layers = [.. recipe.Layers, LayerRecipe.Of(TestImages.Text("app", "2"))] }, _folder.In("2"), default);

        await Client.PushAsync(one.Folder, _repository, null, Login(Open), null, default);
        var result = await Client.PushAsync(two.Folder, _repository, null, Login(Open), null, default);

        Assert.InRange(result.BytesPushed, 1, 3000);
        Assert.InRange(result.BytesSkipped, 500_000, 510_000);
    }

    [RealFact(Open)]
    public async Task Push_InChunks_TheSameBlob()
    {
        var layout = await Layout(3_000_000);

        await new RegistryClient(_http, TimeProvider.System, chunkBytes: 1_000_000).PushAsync(layout.Folder, _repository, null, Login(Open), null, default);
        var pulled = await Client.PullAsync(Reference(layout), _folder.In("pulled"), Login(Open), default);

        Assert.Equal(layout.Digest, pulled.Digest);
    }

    [RealFact(Open)]
    public async Task Push_ConnectionsBreakAndTheRegistryForgets_SendsTheBlobAnew()
    {
        var layout = await Layout(30_000_000);
        await using var network = new CuttingProxy(Login(Open).Endpoint, cutAfter: 12_000_000, cuts: 3);

        await Client.PushAsync(layout.Folder, _repository, null, Login(Open) with { Endpoint = network.Address }, null, default);
        var pulled = await Client.PullAsync(Reference(layout), _folder.In("pulled"), Login(Open), default);

        Assert.Equal(0, network.CutsLeft);
        Assert.Equal(layout.Digest, pulled.Digest);
        Assert.InRange(network.Sent, 30_000_000, 30_000_000 + 3 * 12_500_000);
    }

    [RealFact(Open)]
    public async Task Push_ForTwoPlatforms_SkopeoReadsBoth()
    {
        var images = new List<OciLayout>();
        foreach (var architecture in new[] { "amd64", "arm64" })
        {
            images.Add(await new OciImageBuilder(0).BuildAsync(
                TestImages.Recipe(TestImages.Text("app", "same")) with { Platform = new OciPlatform(architecture, "linux") }, _folder.In(architecture), default));
        }

        var all = await MultiPlatformImage.WriteAsync(images, _folder.In("all"), default);
        var result = await Client.PushAsync(all.Folder, _repository, "v1", Login(Open), null, default);
        var again = await Client.PushAsync(all.Folder, _repository, "v1", Login(Open), null, default);
        var address = $"docker://{Login(Open).Endpoint.Authority}/{_repository}:v1";
        var arm = JsonNode.Parse(await Skopeo("--override-arch", "arm64", "inspect", "--tls-verify=false", address))!;
        await Skopeo("copy", "--all", "--src-tls-verify=false", "--insecure-policy", address, $"oci:{_folder.In("copy")}:v1");
        var pulled = await Client.PullAsync($"x/{_repository}:v1", _folder.In("arm"), Login(Open), default, new OciPlatform("arm64", "linux"));

        Assert.Equal((all.Digest, 0), (result.Digest, again.BytesPushed));
        Assert.Equal("arm64", arm["Architecture"]!.ToString());
        Assert.Equal(all.Digest, (await OciLayout.OpenAsync(_folder.In("copy"), default)).Digest);
        Assert.Equal(images[1].Digest, pulled.Digest);
    }

    [RealFact(Open)]
    public async Task Push_Zstd_SkopeoCopiesAndAgreesOnTheDigest()
    {
        var layout = await new OciImageBuilder(0).BuildAsync(
            TestImages.Recipe(TestImages.Text("app", new string('a', 5_000_000))) with { Compression = LayerCompression.Zstd }, _folder.In("zstd"), default);
        await Client.PushAsync(layout.Folder, _repository, "v1", Login(Open), null, default);

        await Skopeo("copy", "--src-tls-verify=false", "--insecure-policy", $"docker://{Login(Open).Endpoint.Authority}/{_repository}:v1", $"oci:{_folder.In("copy")}:v1");

        Assert.Equal(layout.Digest, (await OciLayout.OpenAsync(_folder.In("copy"), default)).Digest);
    }

    [RealFact(Open)]
    public async Task Push_MountFromAnotherRepository_SendsNoLayers()
    {
        var layout = await Layout();
        await Client.PushAsync(layout.Folder, _repository, null, Login(Open), null, default);

        var result = await Client.PushAsync(layout.Folder, _repository + "/other", null, Login(Open), null, default, mountFrom: _repository);

        Assert.Equal((await layout.ReadManifestBytesAsync(default)).Length, result.BytesPushed);
    }

    [RealFact(Open)]
    public async Task Pull_WhatWasPushed_IsTheSame()
    {
        var layout = await Layout();
        var pushed = await Client.PushAsync(layout.Folder, _repository, "v1", Login(Open), null, default);

        var pulled = await Client.PullAsync(pushed.Reference, _folder.In("pulled"), Login(Open), default);

        Assert.Equal(layout.Digest, pulled.Digest);
        Assert.Equal(
            await File.ReadAllBytesAsync(layout.BlobPath(layout.Manifest.Layers[0].Digest)),
            await File.ReadAllBytesAsync(pulled.BlobPath(layout.Manifest.Layers[0].Digest)));
    }

    [RealFact(Open)]
    public async Task Skopeo_InspectsAndCopies_AgreesOnTheDigest()
    {
        var layout = await Layout();
        await Client.PushAsync(layout.Folder, _repository, "v1", Login(Open), null, default);
        var address = $"docker://{Login(Open).Endpoint.Authority}/{_repository}:v1";

        var inspected = JsonNode.Parse(await Skopeo("inspect", "--tls-verify=false", address))!;
        await Skopeo("copy", "--src-tls-verify=false", "--insecure-policy", address, $"oci:{_folder.In("copy")}:v1");

        Assert.Equal(layout.Digest, inspected["Digest"]!.ToString());
        Assert.Equal(layout.Digest, (await OciLayout.OpenAsync(_folder.In("copy"), default)).Digest);
    }

    [RealFact(Open)]
    public async Task Skopeo_PushesOurLayout_WePullTheSame()
    {
        var layout = await Layout();
        await Skopeo("copy", "--dest-tls-verify=false", "--insecure-policy", $"oci:{layout.Folder}", $"docker://{Login(Open).Endpoint.Authority}/{_repository}:s");

        var pulled = await Client.PullAsync($"{Login(Open).Endpoint.Authority}/{_repository}:s", _folder.In("pulled"), Login(Open), default);

        Assert.Equal(layout.Digest, pulled.Digest);
    }

    [RealFact(Locked)]
    public async Task Push_WithPassword_Works()
    {
        var layout = await Layout();

        var result = await Client.PushAsync(layout.Folder, _repository, "v1", Login(Locked), null, default);

        Assert.Equal(layout.Bytes, result.BytesPushed);
    }

    [RealFact(Locked)]
    public async Task Push_WrongPassword_DC3401()
    {
        var layout = await Layout();

        var error = await Assert.ThrowsAsync<DeployError>(() => Client.PushAsync(
            layout.Folder, _repository, "v1", Login(Locked) with { Password = new Secret("wrong") }, null, default));

        Assert.Equal("DC3401", error.Code);
        Assert.DoesNotContain("wrong", error.ToString(), StringComparison.Ordinal);
    }

    [RealFact(Open)]
    public async Task Pull_UnknownTag_DC3403()
    {
        var error = await Assert.ThrowsAsync<DeployError>(
            () => Client.PullAsync($"host/{_repository}:nope", _folder.In("x"), Login(Open), default));

        Assert.Equal("DC3403", error.Code);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private static RegistryLogin Login(string variable) => new(
        new Uri(Environment.GetEnvironmentVariable(variable)!),
        variable == Locked ? Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_REGISTRY_USER")! : "",
        new Secret(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_REGISTRY_PASSWORD") ?? ""),
        DateTimeOffset.MaxValue);

    private string Reference(OciLayout layout) => $"{Login(Open).Endpoint.Authority}/{_repository}@{layout.Digest}";

    private Task<OciLayout> Layout(int bytes = 100_000) =>
        TestImages.BuildAsync(_folder.In("layout"), LayerEntry.FromBytes("app/data", TestImages.Noise(bytes)), TestImages.Text("app/run", "#!", true));

    private static async Task<string> Skopeo(params string[] arguments)
    {
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand("skopeo", arguments), default);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return string.Join('\n', result.Output);
    }
}
