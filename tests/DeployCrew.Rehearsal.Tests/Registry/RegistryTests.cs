using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Registry;

/// <summary>The registry over its HTTP API, case by case of the OCI distribution specification.</summary>
public sealed class RegistryTests(RegistryTests.Served served) : IClassFixture<RegistryTests.Served>
{
    private static readonly byte[] Blob = Encoding.UTF8.GetBytes("some layer");

    private HttpClient Client => served.Client;

    [Fact]
    public async Task Root_WithoutPassword_AsksForOne()
    {
        using var stranger = new HttpClient { BaseAddress = Client.BaseAddress };

        using var answer = await stranger.GetAsync("/v2/");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/v2/")).StatusCode);
    }

    [Fact]
    public async Task Push_ConnectionsBreak_GoesOnWhereTheRegistryHasGotTo()
    {
        const int Size = 30_000_000;
        using var folder = new TemporaryFolder();
        using var http = RegistryClient.NewHttpClient();
        var noise = new byte[Size];
        new Random(5).NextBytes(noise);
        var layout = await new OciImageBuilder(0).BuildAsync(
            new ImageRecipe([LayerRecipe.Of(LayerEntry.FromBytes("noise", noise))], new OciRunConfig(), OciPlatform.Host), folder.In("layout"), default);
        await using var network = new CuttingProxy(served.Login.Endpoint, cutAfter: 8_000_000, cuts: 3);
        var client = new RegistryClient(http, TimeProvider.System);

        await client.PushAsync(layout.Folder, served.Name, null, served.Login with { Endpoint = network.Address }, null, default);

        Assert.Equal(layout.Digest, (await client.PullAsync($"x/{served.Name}@{layout.Digest}", folder.In("pulled"), served.Login, default)).Digest);
        Assert.Equal(0, network.CutsLeft);
        // What was on the way when the connection broke is sent twice, and no more.
        Assert.InRange(network.Sent, Size, Size + 12_000_000);
    }

    [Fact]
    public async Task Upload_InChunks_GivesTheBlob()
    {
        var location = await BeginAsync();
        await ChunkAsync(location, Blob[..4], "0-3", HttpStatusCode.Accepted);
        await ChunkAsync(location, Blob[..4], "0-3", HttpStatusCode.RequestedRangeNotSatisfiable);
        using (var status = await Client.GetAsync(location))
            Assert.Equal((HttpStatusCode.NoContent, "0-3"), (status.StatusCode, status.Headers.GetValues("Range").Single()));
        await ChunkAsync(location, Blob[4..], $"4-{Blob.Length - 1}", HttpStatusCode.Accepted);

        using var finished = await Client.PutAsync($"{location}?digest={Digest(Blob)}", null);

        Assert.Equal(HttpStatusCode.Created, finished.StatusCode);
        Assert.Equal(Blob, await Client.GetByteArrayAsync(finished.Headers.Location));
        using var request = new HttpRequestMessage(HttpMethod.Get, finished.Headers.Location) { Headers = { Range = new RangeHeaderValue(5, 9) } };
        using var part = await Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, "layer"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Upload_WithAnotherDigest_IsRefusedAndGone()
    {
        var location = await BeginAsync();
        var other = Digest(Encoding.UTF8.GetBytes("other"));

        using var answer = await Client.PutAsync($"{location}?digest={other}", new ByteArrayContent(Blob));

        await IsErrorAsync(answer, HttpStatusCode.BadRequest, "DIGEST_INVALID");
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync(location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync($"/v2/{served.Name}/blobs/{other}")).StatusCode);
    }

    [Fact]
    public async Task Upload_Cancelled_IsGone()
    {
        var location = await BeginAsync();

        using (var answer = await Client.DeleteAsync(location))
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        await IsErrorAsync(await Client.GetAsync(location), HttpStatusCode.NotFound, "BLOB_UPLOAD_UNKNOWN");
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Upload_NobodyBegan_IsUnknown(string id) =>
        await IsErrorAsync(await Client.GetAsync($"/v2/{served.Name}/blobs/uploads/{id}"), HttpStatusCode.NotFound, "BLOB_UPLOAD_UNKNOWN");

    [Theory]
    [InlineData("not-a-digest")]
    [InlineData("sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Mount_OfWhatIsNotThere_BeginsAnUpload(string digest)
    {
        using var answer = await Client.PostAsync($"/v2/{served.Name}/blobs/uploads/?mount={digest}&from={served.Name}", null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Mount_FromAnotherRepository_NeedsNoUpload()
    {
        await PushBlobAsync(served.Name, Blob);

        using var answer = await Client.PostAsync($"/v2/{served.Other}/blobs/uploads/?mount={Digest(Blob)}&from={served.Name}", null);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(Blob, await Client.GetByteArrayAsync($"/v2/{served.Other}/blobs/{Digest(Blob)}"));
    }

    [Fact]
    public async Task Blob_OfAnotherRepository_IsUnknown()
    {
        var own = Encoding.UTF8.GetBytes("only here");
        await PushBlobAsync(served.Name, own);

        await IsErrorAsync(await Client.GetAsync($"/v2/{served.Other}/blobs/{Digest(own)}"), HttpStatusCode.NotFound, "BLOB_UNKNOWN");
    }

    [Fact]
    public async Task Manifest_WithAMissingBlob_IsRefused() => await IsErrorAsync(
        await PutManifestAsync("t1", Manifest(Encoding.UTF8.GetBytes("never pushed"))), HttpStatusCode.NotFound, "MANIFEST_BLOB_UNKNOWN");

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"config":{"size":1}}""")]
    [InlineData("""{"config":{"digest":7}}""")]
    public async Task Manifest_ThatIsNone_IsRefused(string text) =>
        await IsErrorAsync(await PutManifestAsync("t1", text), HttpStatusCode.BadRequest, "MANIFEST_INVALID");

    [Fact]
    public async Task Manifest_UnderAnotherDigest_IsRefused()
    {
        await PushBlobAsync(served.Name, Blob);

        await IsErrorAsync(await PutManifestAsync($"sha256:{new string('0', 64)}", Manifest(Blob)), HttpStatusCode.BadRequest, "DIGEST_INVALID");
    }

    [Fact]
    public async Task Manifest_ByTagAndDigest_IsTheVeryBytes()
    {
        await PushBlobAsync(served.Name, Blob);
        var manifest = Manifest(Blob);
        using (var put = await PutManifestAsync("exact", manifest))
            Assert.Equal((HttpStatusCode.Created, Digest(manifest)), (put.StatusCode, put.Headers.GetValues("Docker-Content-Digest").Single()));

        foreach (var reference in new[] { "exact", Digest(manifest) })
            Assert.Equal(manifest, await Client.GetStringAsync($"/v2/{served.Name}/manifests/{reference}"));
        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/v2/{served.Name}/manifests/exact"));
        Assert.Equal(manifest.Length, head.Content.Headers.ContentLength);
        Assert.Contains("exact", await Client.GetStringAsync($"/v2/{served.Name}/tags/list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tag_OfAnImmutableRepository_CannotMove()
    {
        await PushBlobAsync(served.Name, Blob);
        using (await PutManifestAsync("fixed", Manifest(Blob)))
        using (var same = await PutManifestAsync("fixed", Manifest(Blob)))
            Assert.Equal(HttpStatusCode.Created, same.StatusCode);

        await IsErrorAsync(await PutManifestAsync("fixed", Manifest(Blob) + " "), HttpStatusCode.BadRequest, "TAG_INVALID");
    }

    [Theory]
    [InlineData("/v2/nobody/manifests/latest", "NAME_UNKNOWN")]
    [InlineData("/v2/hello-dev/web/manifests/nothing", "MANIFEST_UNKNOWN")]
    [InlineData("/v2/hello-dev/web/nothing", "UNSUPPORTED")]
    [InlineData("/v2/..%2f..%2fetc/blobs/x", "UNSUPPORTED")]
    public async Task Get_WhatIsNotThere_NamesWhat(string path, string code) =>
        await IsErrorAsync(await Client.GetAsync(path), HttpStatusCode.NotFound, code);

    private async Task<string> BeginAsync()
    {
        using var begun = await Client.PostAsync($"/v2/{served.Name}/blobs/uploads/", null);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        return begun.Headers.Location!.OriginalString;
    }

    private async Task ChunkAsync(string location, byte[] bytes, string range, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Range", range);
        using var answer = await Client.PatchAsync(location, content);
        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task PushBlobAsync(string repository, byte[] blob)
    {
        using var answer = await Client.PostAsync($"/v2/{repository}/blobs/uploads/?digest={Digest(blob)}", new ByteArrayContent(blob));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private Task<HttpResponseMessage> PutManifestAsync(string reference, string manifest) => Client.PutAsync(
        $"/v2/{served.Name}/manifests/{reference}", new StringContent(manifest, new MediaTypeHeaderValue("application/vnd.oci.image.manifest.v1+json")));

    private static async Task IsErrorAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static string Manifest(byte[] blob) =>
        $$"""{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Digest(blob)}}","size":{{blob.Length}}},"layers":[]}""";

    private static string Digest(string text) => Digest(Encoding.UTF8.GetBytes(text));

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A cloud with two repositories, and a client that has the password.</summary>
    public sealed class Served : IAsyncLifetime
    {
        private TestCloud cloud = null!;

        public HttpClient Client { get; private set; } = null!;

        public RegistryLogin Login { get; private set; } = null!;

        public string Name => "hello-dev/web";

        public string Other => "hello-dev/api";

        public async Task InitializeAsync()
        {
            cloud = await TestCloud.StartAsync();
            await cloud.ApplyAsync(TestRequirements.Of(("web", new()), ("api", new() { Routes = ["/api"] })));
            Login = await cloud.Registry.LoginAsync(default);
            Client = new HttpClient { BaseAddress = Login.Endpoint };
            Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Login.User}:{Login.Password.Reveal()}")));
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await cloud.DisposeAsync();
        }
    }
}
