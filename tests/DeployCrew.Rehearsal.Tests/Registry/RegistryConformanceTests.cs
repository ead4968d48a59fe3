using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Registry;

/// <summary>
/// Cases written from the OCI distribution specification 1.1, in its order: pull, push, content discovery, content management.
/// <see cref="RegistryTests"/> has the simple ones.
/// </summary>
public sealed class RegistryConformanceTests(RegistryTests.Served served) : IClassFixture<RegistryTests.Served>
{
    private const string ImageManifest = "application/vnd.oci.image.manifest.v1+json";
    private const string ImageIndex = "application/vnd.oci.image.index.v1+json";

    private HttpClient Client => served.Client;

    private string Root => $"/v2/{served.Name}";

    [Fact]
    public async Task Pull_HeadOfABlob_HasLengthAndDigestAndNoBody()
    {
        var blob = await PushedBlobAsync("a blob to look at");

        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{Root}/blobs/{Digest(blob)}"));
        using var missing = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{Root}/blobs/{Digest("nobody"u8.ToArray())}"));

        Assert.Equal((HttpStatusCode.OK, blob.Length, Digest(blob)), (head.StatusCode, (int)head.Content.Headers.ContentLength!, head.Headers.GetValues("Docker-Content-Digest").Single()));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData(2, null, 206, "blob")]
    [InlineData(null, 3, 206, "lob")]
    [InlineData(100, null, 416, "")]
    public async Task Pull_RangeOfABlob_IsThatPart(int? from, int? last, int status, string expected)
    {
        var blob = await PushedBlobAsync("a blob");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/blobs/{Digest(blob)}")
        {
            Headers = { Range = from is null ? new RangeHeaderValue(null, last) : new RangeHeaderValue(from, null) },
        };

        using var answer = await Client.SendAsync(request);

        Assert.Equal((status, expected), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Push_BodyWithoutRange_IsAppended()
    {
        var location = await BeginAsync();
        foreach (var part in (string[])["one ", "two ", "three"])
            Assert.Equal(HttpStatusCode.Accepted, (await Client.PatchAsync(location, new StringContent(part))).StatusCode);

        using var finished = await Client.PutAsync($"{location}?digest={Digest("one two three four"u8.ToArray())}", new StringContent(" four"));

        Assert.Equal(HttpStatusCode.Created, finished.StatusCode);
        Assert.Equal("one two three four", await Client.GetStringAsync(finished.Headers.Location));
    }

    [Theory]
    [InlineData("4-7", 416, "BLOB_UPLOAD_INVALID")]
    [InlineData("0-9", 400, "SIZE_INVALID")]
    [InlineData("bytes 0-3/4", 400, "BLOB_UPLOAD_INVALID")]
    [InlineData("0", 400, "BLOB_UPLOAD_INVALID")]
    public async Task Push_ChunkThatDoesNotFit_IsRefusedAndNothingIsWritten(string range, int status, string code)
    {
        var location = await BeginAsync();

        using var answer = await PatchAsync(location, "data"u8.ToArray(), range);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        if (status == 416)
            Assert.Equal(("0-0", location), (answer.Headers.GetValues("Range").Single(), answer.Headers.Location!.OriginalString));
        using var finished = await Client.PutAsync($"{location}?digest={Digest("data"u8.ToArray())}", new StringContent("data"));
        Assert.Equal(HttpStatusCode.Created, finished.StatusCode);
    }

    [Fact]
    public async Task Push_SixtyFourMegabytesInChunks_IsTheBlob()
    {
        var blob = Random(64 * 1024 * 1024);
        var location = await BeginAsync();
        const int Size = 8 * 1024 * 1024;
        for (var at = 0; at < blob.Length; at += Size)
        {
            using var chunk = await PatchAsync(location, blob[at..(at + Size)], string.Create(CultureInfo.InvariantCulture, $"{at}-{at + Size - 1}"));
            Assert.Equal(HttpStatusCode.Accepted, chunk.StatusCode);
            Assert.Equal($"0-{at + Size - 1}", chunk.Headers.GetValues("Range").Single());
        }

        using var finished = await Client.PutAsync($"{location}?digest={Digest(blob)}", null);

        Assert.Equal(HttpStatusCode.Created, finished.StatusCode);
        Assert.Equal(Digest(blob), Digest(await Client.GetByteArrayAsync(finished.Headers.Location)));
    }

    [Fact]
    public async Task Push_ConnectionIsCut_GoesOnWhereItStood()
    {
        var blob = Random(1_000_000);
        var location = await BeginAsync();
        const int Sent = 300_000;
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"PATCH {location} HTTP/1.1\r\nHost: {Client.BaseAddress.Authority}\r\nAuthorization: {Client.DefaultRequestHeaders.Authorization}\r\n"
                + $"Content-Type: application/octet-stream\r\nContent-Range: 0-{blob.Length - 1}\r\nContent-Length: {blob.Length}\r\n\r\n"));
            await stream.WriteAsync(blob.AsMemory(0, Sent));
            await Eventually.GetAsync(() => RangeOfAsync(location), range => range == $"0-{Sent - 1}");
        }

        using (var rest = await Eventually.GetAsync(
            () => PatchAsync(location, blob[Sent..], $"{Sent}-{blob.Length - 1}"), answer => answer.StatusCode == HttpStatusCode.Accepted))
            Assert.Equal($"0-{blob.Length - 1}", rest.Headers.GetValues("Range").Single());
        using var finished = await Client.PutAsync($"{location}?digest={Digest(blob)}", null);

        Assert.Equal(HttpStatusCode.Created, finished.StatusCode);
        Assert.Equal(Digest(blob), Digest(await Client.GetByteArrayAsync(finished.Headers.Location)));
    }

    [Fact]
    public async Task Push_MountWithoutAName_FindsTheBlobInAnotherRepository()
    {
        var blob = await PushedBlobAsync("a blob of another repository");

        using var mounted = await Client.PostAsync($"/v2/{served.Other}/blobs/uploads/?mount={Digest(blob)}", null);

        Assert.Equal(HttpStatusCode.Created, mounted.StatusCode);
        Assert.Equal(blob, await Client.GetByteArrayAsync(mounted.Headers.Location));
    }

    [Fact]
    public async Task Push_ManifestSentAsSomethingElse_IsRefused()
    {
        var config = await PushedBlobAsync("{}");
        var manifest = Manifest(config, ImageIndex);

        using var answer = await PutAsync("as-manifest", manifest, ImageManifest);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("MANIFEST_INVALID", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, 201)]
    [InlineData(129, 400)]
    public async Task Push_TagOfThatLength_IsTakenUpToTheSpecificationsLimit(int length, int status)
    {
        var config = await PushedBlobAsync("{}");

        using var answer = await PutAsync(new string('t', length), Manifest(config), ImageManifest);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(".hidden")]
    [InlineData("-dash")]
    public async Task Push_TagThatIsNone_IsRefused(string tag)
    {
        var config = await PushedBlobAsync("{}");

        using var answer = await PutAsync(tag, Manifest(config), ImageManifest);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Push_LayerFromElsewhere_NeedNotBeThere()
    {
        var config = await PushedBlobAsync("{}");
        var manifest = Manifest(config);
        manifest["layers"] = new JsonArray(new JsonObject
        {
            ["mediaType"] = "application/vnd.oci.image.layer.nondistributable.v1.tar",
            ["digest"] = Digest("far away"u8.ToArray()),
            ["size"] = 8,
            ["urls"] = new JsonArray("https://example.com/layer"),
        });

        using var answer = await PutAsync("foreign", manifest, ImageManifest);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Discovery_Tags_ComeInOrderAndInPages()
    {
        var repository = served.Other;
        var config = await PushedBlobAsync("{}", repository);
        foreach (var tag in (string[])["t-c", "t-a", "t-B", "t-d"])
            (await PutAsync(tag, Manifest(config), ImageManifest, repository)).EnsureSuccessStatusCode();

        var pages = new List<string>();
        Uri? next = new($"/v2/{repository}/tags/list?n=3", UriKind.Relative);
        while (next is not null)
        {
            using var page = await Client.GetAsync(next);
            pages.Add(string.Join(' ', (await JsonAsync(page))["tags"]!.AsArray().Select(tag => tag!.ToString())));
            var link = page.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            Assert.True(link is null || link.EndsWith("; rel=\"next\"", StringComparison.Ordinal));
            next = link is null ? null : new Uri(link[1..link.IndexOf('>', StringComparison.Ordinal)], UriKind.Relative);
        }

        Assert.Equal(["t-B t-a t-c", "t-d"], pages);
        using var none = await Client.GetAsync($"/v2/{repository}/tags/list?n=0");
        Assert.Empty((await JsonAsync(none))["tags"]!.AsArray());
    }

    [Fact]
    public async Task Discovery_Referrers_AreTheManifestsThatNameTheSubject()
    {
        var config = await PushedBlobAsync("{}");
        var subject = Digest(Bytes(Manifest(config, annotation: "the subject")));
        Assert.Empty(await ReferrersAsync(subject));

        // The specification lets what is said about an image come before the image.
        var sbom = await ReferrerAsync(config, subject, "application/vnd.example.sbom");
        var signature = await ReferrerAsync(config, subject, "application/vnd.example.signature");
        (await PutAsync("subject", Manifest(config, annotation: "the subject"), ImageManifest)).EnsureSuccessStatusCode();

        var all = await ReferrersAsync(subject);
        Assert.Equal(new[] { sbom, signature }.Order(), all.Select(one => one!["digest"]!.ToString()).Order());
        var found = all.Single(one => one!["digest"]!.ToString() == sbom)!;
        Assert.Equal((ImageManifest, "application/vnd.example.sbom", "about the subject"),
            (found["mediaType"]!.ToString(), found["artifactType"]!.ToString(), found["annotations"]!["org.example"]!.ToString()));
        Assert.Equal((await Client.GetByteArrayAsync($"{Root}/manifests/{sbom}")).Length, (int)found["size"]!);
        using var filtered = await Client.GetAsync($"{Root}/referrers/{subject}?artifactType=application/vnd.example.signature");
        Assert.Equal("artifactType", filtered.Headers.GetValues("OCI-Filters-Applied").Single());
        Assert.Equal(ImageIndex, filtered.Content.Headers.ContentType!.MediaType);
        Assert.Equal(signature, Assert.Single((await JsonAsync(filtered))["manifests"]!.AsArray())!["digest"]!.ToString());
        (await Client.DeleteAsync($"{Root}/manifests/{signature}")).EnsureSuccessStatusCode();
        Assert.Equal(sbom, Assert.Single(await ReferrersAsync(subject))!["digest"]!.ToString());
    }

    [Fact]
    public async Task Discovery_ReferrerWithoutArtifactType_HasItsConfigurationsMediaType()
    {
        var config = await PushedBlobAsync("{}");
        var subject = Digest(Encoding.UTF8.GetBytes(Guid.NewGuid().ToString()));

        await ReferrerAsync(config, subject, null);

        Assert.Equal("application/vnd.oci.image.config.v1+json", Assert.Single(await ReferrersAsync(subject))!["artifactType"]!.ToString());
    }

    [Fact]
    public async Task Discovery_ReferrersOfNoDigest_AreRefused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.GetAsync($"{Root}/referrers/latest")).StatusCode);

    [Fact]
    public async Task Management_DeletingATag_LeavesTheOthersAndTheImage()
    {
        var config = await PushedBlobAsync("{}");
        var manifest = Manifest(config, annotation: "twice");
        foreach (var tag in (string[])["stays", "goes"])
            (await PutAsync(tag, manifest, ImageManifest)).EnsureSuccessStatusCode();

        using (var deleted = await Client.DeleteAsync($"{Root}/manifests/goes"))
            Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync($"{Root}/manifests/goes")).StatusCode);
        Assert.Equal(Bytes(manifest), await Client.GetByteArrayAsync($"{Root}/manifests/stays"));
        using (var deleted = await Client.DeleteAsync($"{Root}/manifests/{Digest(Bytes(manifest))}"))
            Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync($"{Root}/manifests/stays")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.DeleteAsync($"{Root}/manifests/stays")).StatusCode);
    }

    [Fact]
    public async Task Management_DeletedBlob_IsGoneFromItsRepositoryOnly()
    {
        var blob = await PushedBlobAsync("to be deleted");
        (await Client.PostAsync($"/v2/{served.Other}/blobs/uploads/?mount={Digest(blob)}&from={served.Name}", null)).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Accepted, (await Client.DeleteAsync($"{Root}/blobs/{Digest(blob)}")).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync($"{Root}/blobs/{Digest(blob)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.DeleteAsync($"{Root}/blobs/{Digest(blob)}")).StatusCode);
        Assert.Equal(blob, await Client.GetByteArrayAsync($"/v2/{served.Other}/blobs/{Digest(blob)}"));
    }

    [Theory]
    [InlineData("POST", "/manifests/x")]
    [InlineData("PUT", "/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Any_MethodThatIsNotThere_IsRefused(string method, string path) =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Root + path))).StatusCode);

    private async Task<string> ReferrerAsync(byte[] config, string subject, string? artifactType)
    {
        var manifest = Manifest(config, annotation: "about the subject");
        manifest["subject"] = new JsonObject { ["mediaType"] = ImageManifest, ["digest"] = subject, ["size"] = 1 };
        if (artifactType is not null)
            manifest["artifactType"] = artifactType;
        var digest = Digest(Bytes(manifest));
        using var answer = await PutAsync(digest, manifest, ImageManifest);
        Assert.Equal((HttpStatusCode.Created, subject), (answer.StatusCode, answer.Headers.GetValues("OCI-Subject").Single()));
        return digest;
    }

    private async Task<JsonArray> ReferrersAsync(string subject)
    {
        using var answer = await Client.GetAsync($"{Root}/referrers/{subject}");
        return (await JsonAsync(answer))["manifests"]!.AsArray();
    }

    private async Task<string> BeginAsync()
    {
        using var begun = await Client.PostAsync($"{Root}/blobs/uploads/", null);
        return begun.Headers.Location!.OriginalString;
    }

    private async Task<string> RangeOfAsync(string location)
    {
        using var answer = await Client.GetAsync(location);
        return answer.Headers.GetValues("Range").Single();
    }

    private async Task<HttpResponseMessage> PatchAsync(string location, byte[] bytes, string range)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Range", range);
        return await Client.PatchAsync(location, content);
    }

    private async Task<byte[]> PushedBlobAsync(string text, string? repository = null)
    {
        var blob = Encoding.UTF8.GetBytes(text);
        using var answer = await Client.PostAsync($"/v2/{repository ?? served.Name}/blobs/uploads/?digest={Digest(blob)}", new ByteArrayContent(blob));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return blob;
    }

    private Task<HttpResponseMessage> PutAsync(string reference, JsonObject manifest, string mediaType, string? repository = null)
    {
        var content = new ByteArrayContent(Bytes(manifest));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return Client.PutAsync($"/v2/{repository ?? served.Name}/manifests/{reference}", content);
    }

    private static JsonObject Manifest(byte[] config, string mediaType = ImageManifest, string? annotation = null)
    {
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = mediaType,
            ["config"] = new JsonObject { ["mediaType"] = "application/vnd.oci.image.config.v1+json", ["digest"] = Digest(config), ["size"] = config.Length },
            ["layers"] = new JsonArray(),
        };
        if (annotation is not null)
            manifest["annotations"] = new JsonObject { ["org.example"] = annotation };
        return manifest;
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private static byte[] Bytes(JsonObject manifest) => Encoding.UTF8.GetBytes(manifest.ToJsonString());

    private static byte[] Random(int size)
    {
        var bytes = new byte[size];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
