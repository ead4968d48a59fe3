using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Registry;

/// <summary>Against Debian's registry (2.8), which does not know referrers; read back by plain HTTP.</summary>
[Trait("Category", "real")]
public sealed class ReferrersRealTests : IDisposable
{
    private const string Open = "DEPLOYCREW_TEST_REGISTRY";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly string _repository = $"tests/{Guid.NewGuid():n}";

    private RegistryClient Client => new(_http, TimeProvider.System);

    private static RegistryLogin Login => new(new Uri(Environment.GetEnvironmentVariable(Open)!), "", new Secret(""), DateTimeOffset.MaxValue);

    [RealFact(Open)]
    public async Task Attach_RegistryWithoutReferrers_ListsThemAtTheTagOfTheDigest()
    {
        var image = await PushedAsync();

        var bill = await Client.AttachAsync(_repository, image.Digest, Document("application/vnd.cyclonedx+json", "bill"), Login, default);
        var lint = await Client.AttachAsync(_repository, image.Digest, Document("application/vnd.deploycrew.lint.v1+json", "lint"), Login, default);

        Assert.Equal([bill, lint], await Client.ReferrersAsync(_repository, image.Digest, Login, default));
        var index = await JsonAsync($"manifests/sha256-{image.Digest[7..]}", MediaTypes.Index);
        Assert.Equal([bill.Digest, lint.Digest], index["manifests"]!.AsArray().Select(one => (string?)one!["digest"]));
        Assert.Equal("application/vnd.cyclonedx+json", (string?)index["manifests"]![0]!["artifactType"]);
    }

    [RealFact(Open)]
    public async Task Attach_Document_IsAnArtifactManifestWithTheImageAsItsSubject()
    {
        var image = await PushedAsync();

        var attached = await Client.AttachAsync(_repository, image.Digest, Document("application/vnd.in-toto+json", "statement"), Login, default);

        var manifest = await JsonAsync($"manifests/{attached.Digest}", MediaTypes.Manifest);
        Assert.Equal("application/vnd.in-toto+json", (string?)manifest["artifactType"]);
        AssertDescriptor(manifest["config"], "application/vnd.oci.empty.v1+json", "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", 2);
        AssertDescriptor(manifest["subject"], MediaTypes.Manifest, image.Digest, image.ManifestDescriptor.Size);
        Assert.Equal("statement", await _http.GetStringAsync(new Uri(Login.Endpoint, $"/v2/{_repository}/blobs/{manifest["layers"]![0]!["digest"]}")));
    }

    [RealFact(Open)]
    public async Task Attach_SameContentTwice_IsAttachedOnce()
    {
        var image = await PushedAsync();

        var one = await Client.AttachAsync(_repository, image.Digest, Document("application/vnd.cyclonedx+json", "bill"), Login, default);
        var two = await Client.AttachAsync(_repository, image.Digest, Document("application/vnd.cyclonedx+json", "bill"), Login, default);

        Assert.Equal(one, two);
        Assert.Single(await Client.ReferrersAsync(_repository, image.Digest, Login, default));
    }

    [RealFact(Open)]
    public async Task Attach_NoSuchImage_DC3403() => Assert.Equal("DC3403", (await Assert.ThrowsAsync<DeployError>(
        () => Client.AttachAsync(_repository, "sha256:" + new string('a', 64), Document("a/b", "x"), Login, default))).Code);

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private static void AssertDescriptor(JsonNode? actual, string type, string digest, long size) =>
        Assert.Equal((type, digest, size), ((string?)actual!["mediaType"], (string?)actual["digest"], (long)actual["size"]!));

    private static ArtifactDocument Document(string type, string text) => new(type, "document.json", Encoding.UTF8.GetBytes(text));

    private async Task<OciLayout> PushedAsync()
    {
        var layout = await TestImages.BuildAsync(_folder.In("image"), TestImages.Text("app", "1"));
        await Client.PushAsync(layout.Folder, _repository, "v1", Login, null, default);
        return layout;
    }

    private async Task<JsonNode> JsonAsync(string path, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Login.Endpoint, $"/v2/{_repository}/{path}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        using var response = await _http.SendAsync(request);
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }
}
