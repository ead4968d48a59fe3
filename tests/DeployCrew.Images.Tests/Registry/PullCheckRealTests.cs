using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Registry;

/// <summary>Against Debian's registry, from which parts of images are deleted.</summary>
[Trait("Category", "real")]
public sealed class PullCheckRealTests : IDisposable
{
    private const string Open = "DEPLOYCREW_TEST_REGISTRY";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly string _repository = $"tests/{Guid.NewGuid():n}";

    private RegistryClient Client => new(_http, TimeProvider.System);

    private static RegistryLogin Login => new(new Uri(Environment.GetEnvironmentVariable(Open)!), "", new Secret(""), DateTimeOffset.MaxValue);

    [RealFact(Open)]
    public async Task Check_WholeImage_IsPullable()
    {
        var image = await PushedAsync("amd64");

        Assert.Equal(image.Digest, await CheckAsync(image.Digest, "amd64"));
    }

    [RealFact(Open)]
    public async Task Check_LayerDeleted_DC3350NamesIt()
    {
        var image = await PushedAsync("amd64");
        var layer = image.Manifest.Layers[0].Digest;
        (await _http.DeleteAsync(new Uri(Login.Endpoint, $"/v2/{_repository}/blobs/{layer}"))).EnsureSuccessStatusCode();

        var error = await Assert.ThrowsAsync<DeployError>(() => CheckAsync(image.Digest, "amd64"));

        Assert.Equal("DC3350", error.Code);
        Assert.Contains(layer, Assert.Single(error.Details), StringComparison.Ordinal);
    }

    [RealFact(Open)]
    public async Task Check_ManifestDeleted_DC3350()
    {
        var image = await PushedAsync("amd64");
        (await _http.DeleteAsync(new Uri(Login.Endpoint, $"/v2/{_repository}/manifests/{image.Digest}"))).EnsureSuccessStatusCode();

        Assert.Equal("DC3350", (await Assert.ThrowsAsync<DeployError>(() => CheckAsync(image.Digest, "amd64"))).Code);
    }

    [RealFact(Open)]
    public async Task Check_OtherArchitecture_DC3351()
    {
        var image = await PushedAsync("arm64");

        var error = await Assert.ThrowsAsync<DeployError>(() => CheckAsync(image.Digest, "amd64"));

        Assert.Equal("DC3351", error.Code);
        Assert.Contains("linux/arm64", error.Message, StringComparison.Ordinal);
        Assert.Equal(image.Digest, await CheckAsync(image.Digest, null));
    }

    [RealFact(Open)]
    public async Task Check_ImageForTwoPlatforms_IsThatOfTheTasks()
    {
        OciLayout[] both = [await BuildAsync("amd64"), await BuildAsync("arm64")];
        var index = await MultiPlatformImage.WriteAsync(both, _folder.In("index"), default);
        await Client.PushAsync(index.Folder, _repository, "both", Login, null, default);

        Assert.Equal(both[1].Digest, await CheckAsync(index.Digest, "arm64"));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private Task<string> CheckAsync(string digest, string? architecture) => Client.CheckPullableAsync(_repository, digest, architecture, Login, default);

    private Task<OciLayout> BuildAsync(string architecture) => new OciImageBuilder(0).BuildAsync(
        TestImages.Recipe(TestImages.Text("app", architecture)) with { Platform = new OciPlatform(architecture, "linux") }, _folder.In(architecture), default);

    private async Task<OciLayout> PushedAsync(string architecture)
    {
        var layout = await BuildAsync(architecture);
        await Client.PushAsync(layout.Folder, _repository, "v1", Login, null, default);
        return layout;
    }
}
