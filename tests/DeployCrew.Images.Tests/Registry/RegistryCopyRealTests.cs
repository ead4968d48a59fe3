using System.Net;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Registry;

/// <summary>From one repository of Debian's registry to another.</summary>
[Collection(Alone.Name)]
[Trait("Category", "real")]
public sealed class RegistryCopyRealTests : IDisposable
{
    private const string Open = "DEPLOYCREW_TEST_REGISTRY";
    private const int LayerBytes = 48 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly string _from = $"tests/{Guid.NewGuid():n}";
    private readonly string _to = $"tests/{Guid.NewGuid():n}";

    private static RegistryLogin Login => new(new Uri(Environment.GetEnvironmentVariable(Open)!), "", new Secret(""), DateTimeOffset.MaxValue);

    private RegistryClient Client => new(_http, TimeProvider.System);

    [RealFact(Open)]
    public async Task Copy_RegistryThatMounts_SendsTheManifestOnly()
    {
        var layout = await PushedAsync();
        var result = await Client.CopyAsync(_from, layout.Digest, _to, "v1", Login, null, default);

        Assert.Equal((layout.Digest, layout.ManifestDescriptor.Size), (result.Digest, result.BytesPushed));
        Assert.Equal(layout.Digest, await Client.ResolveAsync(_to, "v1", Login, default));
        Assert.Equal(0, (await Client.CopyAsync(_from, layout.Digest, _to, "v1", Login, null, default)).BytesPushed);
    }

    [RealFact(Open)]
    public async Task Copy_RegistryThatDoesNotMount_StreamsEveryBlobWithLittleMemory()
    {
        var layout = await PushedAsync();
        using var http = new HttpClient(new NoMount());
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await new RegistryClient(http, TimeProvider.System).CopyAsync(_from, layout.Digest, _to, "v1", Login, null, default);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(layout.Bytes, result.BytesPushed);
        Assert.True(allocated < LayerBytes / 4, $"{allocated} bytes were allocated for a layer of {LayerBytes}");
        var pulled = await Client.PullAsync($"x/{_to}@{layout.Digest}", _folder.In("pulled"), Login, default);
        Assert.True(pulled.IsWhole);
    }

    [RealFact(Open)]
    public async Task Copy_BlobDamagedOnTheWay_FailsWithDC3302AndTagsNothing()
    {
        var layout = await PushedAsync();
        using var http = new HttpClient(new NoMount { Damages = true });
        var error = await Assert.ThrowsAsync<DeployError>(() => new RegistryClient(http, TimeProvider.System).CopyAsync(_from, layout.Digest, _to, "v1", Login, null, default));

        Assert.Equal("DC3302", error.Code);
        Assert.Null(await Client.ResolveAsync(_to, "v1", Login, default));
    }

    [RealFact(Open)]
    public async Task Copy_ImageThatIsNotThere_FailsWithDC3403()
    {
        var layout = await PushedAsync();
        var error = await Assert.ThrowsAsync<DeployError>(() => Client.CopyAsync(_to, layout.Digest, _from + "x", "v1", Login, null, default));
        Assert.Equal("DC3403", error.Code);
    }

    [RealFact(Open)]
    public async Task PullDescription_Image_HasConfigurationAndNoLayer()
    {
        var layout = await PushedAsync();
        var description = await Client.PullDescriptionAsync($"x/{_from}@{layout.Digest}", _folder.In("description"), Login, default);
        Assert.Equal((layout.Digest, layout.Bytes, false), (description.Digest, description.Bytes, description.IsWhole));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(description.Folder, "blobs", "sha256")).Length);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<OciLayout> PushedAsync()
    {
        var layout = await new OciImageBuilder(0).BuildAsync(TestImages.Recipe(LayerEntry.FromBytes("big", TestImages.Noise(LayerBytes))), _folder.In("layout"), default);
        await Client.PushAsync(layout.Folder, _from, null, Login, null, default);
        return layout;
    }

    /// <summary>Makes a registry one that takes no notice of mount, as the specification allows; and breaks blobs where that is wanted.</summary>
    private sealed class NoMount() : DelegatingHandler(new SocketsHttpHandler())
    {
        public bool Damages { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
                request.RequestUri = new Uri(request.RequestUri!.GetLeftPart(UriPartial.Path));
            var response = await base.SendAsync(request, cancellationToken);
            if (Damages && request.Method == HttpMethod.Get && response.StatusCode == HttpStatusCode.OK && request.RequestUri!.AbsolutePath.Contains("/blobs/sha256", StringComparison.Ordinal))
            {
                var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                bytes[0] ^= 1;
                response.Content = new ByteArrayContent(bytes);
            }

            return response;
        }
    }
}
