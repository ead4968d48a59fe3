using System.Net;
using System.Net.Http.Headers;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Registry;

public sealed class RegistryClientTests : IDisposable
{
    private static readonly RegistryLogin Login = new(new Uri("https://registry.test"), "user", new Secret("secret"), DateTimeOffset.MaxValue);

    private readonly TemporaryFolder _folder = new();
    private readonly ImmediateTime _time = new();

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "", "DC3401")]
    [InlineData(HttpStatusCode.Forbidden, "", "DC3401")]
    [InlineData(HttpStatusCode.BadRequest, "nonsense", "DC3406")]
    public async Task Push_Refused_FailsAtOnce(HttpStatusCode status, string body, string code)
    {
        var registry = new ScriptedRegistry((_, _) => ScriptedRegistry.Status(status, body));

        var error = await PushFails(registry);

        Assert.Equal((code, false), (error.Code, error.IsTransient));
        Assert.Single(registry.Requests);
    }

    [Fact]
    public async Task Push_RepositoryMissing_DC3402()
    {
        var error = await PushFails(new ScriptedRegistry((_, _) => ScriptedRegistry.Status(HttpStatusCode.NotFound, "NAME_UNKNOWN")));

        Assert.Equal("DC3402", error.Code);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Push_Busy_TriesEightTimesWithLongerWaits(HttpStatusCode status)
    {
        var registry = new ScriptedRegistry((_, _) => ScriptedRegistry.Status(status, "slow down"));

        var error = await PushFails(registry);

        Assert.Equal(("DC3404", true), (error.Code, error.IsTransient));
        Assert.Equal(8, registry.Requests.Count);
        Assert.Equal(7, _time.Waits.Count);
        Assert.All(_time.Waits.Index(), wait =>
        {
            var longest = Math.Min(5000, 200 * Math.Pow(2, wait.Index));
            Assert.InRange(wait.Item.TotalMilliseconds, longest / 2, longest);
        });
    }

    [Fact]
    public async Task Push_ConnectionBreaksOnce_GoesOn()
    {
        var layout = await Layout();
        var registry = new ScriptedRegistry((_, number) => number == 1 ? throw new HttpRequestException("reset") : Present(layout));

        var result = await Client(registry).PushAsync(layout.Folder, "a/b", null, Login, null, default);

        Assert.Equal((0, layout.Bytes), (result.BytesPushed, result.BytesSkipped));
        Assert.Equal($"registry.test/a/b@{layout.Digest}", result.Reference);
    }

    [Fact]
    public async Task Push_BearerChallenge_FetchesATokenOnce()
    {
        var layout = await Layout();
        var registry = new ScriptedRegistry((request, _) =>
        {
            if (request.RequestUri!.Host == "auth.test")
                return ScriptedRegistry.Status(HttpStatusCode.OK, """{"token":"t0k3n"}""");
            if (request.Headers.Authorization?.Scheme == "Bearer")
                return Present(layout);
            var response = ScriptedRegistry.Status(HttpStatusCode.Unauthorized);
            response.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue(
                "Bearer", "realm=\"https://auth.test/token\",service=\"registry.test\",scope=\"repository:a/b:pull,push\""));
            return response;
        });

        await Client(registry).PushAsync(layout.Folder, "a/b", null, Login, null, default);

        Assert.Equal("GET /token?service=registry.test&scope=repository%3Aa%2Fb%3Apull%2Cpush", registry.Requests[1]);
        Assert.Equal("Bearer t0k3n", registry.Authorizations[2]);
        Assert.Equal(3, registry.Requests.Count);
    }

    [Fact]
    public async Task Push_LocationOnAnotherHost_GetsNoPassword()
    {
        var layout = await Layout();
        var registry = new ScriptedRegistry((request, _) => request.Method.Method switch
        {
            "HEAD" => ScriptedRegistry.Status(HttpStatusCode.NotFound),
            "POST" or "PATCH" => Accepted("https://bucket.test/upload?sig=1"),
            _ => ScriptedRegistry.Status(HttpStatusCode.Created),
        });

        await Client(registry).PushAsync(layout.Folder, "a/b", null, Login, null, default);

        var toBucket = registry.Requests.Zip(registry.Authorizations).Where(one => one.First.Contains("sig=1", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(toBucket);
        Assert.All(toBucket, one => Assert.Null(one.Second));
    }

    [Fact]
    public async Task Push_ImmutableTagOfAnotherImage_DC3407()
    {
        var layout = await Layout();
        var registry = new ScriptedRegistry((request, _) => request.Method.Method switch
        {
            "PUT" when request.RequestUri!.AbsolutePath.Contains("/manifests/", StringComparison.Ordinal) => ScriptedRegistry.Status(
                HttpStatusCode.BadRequest, """{"errors":[{"code":"TAG_INVALID","message":"The image tag 'v1' already exists … because the repository is immutable."}]}"""),
            "HEAD" when request.RequestUri!.AbsolutePath.Contains("/blobs/", StringComparison.Ordinal) => ScriptedRegistry.Status(HttpStatusCode.OK),
            _ => ScriptedRegistry.Status(HttpStatusCode.NotFound),
        });

        var error = await Assert.ThrowsAsync<DeployError>(() => Client(registry).PushAsync(layout.Folder, "a/b", "v1", Login, null, default));

        Assert.Equal("DC3407", error.Code);
    }

    [Fact]
    public async Task Tag_AlreadyThisImages_SendsNothing()
    {
        var layout = await Layout();
        var registry = new ScriptedRegistry((_, _) => Present(layout));

        await Client(registry).TagAsync("a/b", layout.Digest, "deployed-1", Login, default);

        Assert.Equal(["HEAD /v2/a/b/manifests/deployed-1"], registry.Requests);
    }

    [Fact]
    public async Task Tag_SetMeanwhileToTheSameImage_IsFine()
    {
        var layout = await Layout();
        var manifest = await layout.ReadManifestBytesAsync(default);
        var registry = new ScriptedRegistry((request, number) => (request.Method.Method, number) switch
        {
            ("HEAD", 1) => ScriptedRegistry.Status(HttpStatusCode.NotFound),
            ("GET", _) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(manifest) },
            ("PUT", _) => ScriptedRegistry.Status(HttpStatusCode.BadRequest, "the repository is immutable"),
            _ => Present(layout),
        });

        await Client(registry).TagAsync("a/b", layout.Digest, "deployed-1", Login, default);

        Assert.Equal(["HEAD", "GET", "PUT", "HEAD"], registry.Requests.Select(request => request.Split(' ')[0]));
    }

    [Fact]
    public async Task Tag_ImageMissing_DC3403()
    {
        var registry = new ScriptedRegistry((_, _) => ScriptedRegistry.Status(HttpStatusCode.NotFound));

        var error = await Assert.ThrowsAsync<DeployError>(
            () => Client(registry).TagAsync("a/b", $"sha256:{new string('0', 64)}", "deployed-1", Login, default));

        Assert.Equal("DC3403", error.Code);
    }

    [Fact]
    public async Task Pull_OtherBytesThanTheDigest_DC3302()
    {
        var registry = new ScriptedRegistry((_, _) => ScriptedRegistry.Status(HttpStatusCode.OK, "{}"));

        var error = await Assert.ThrowsAsync<DeployError>(
            () => Client(registry).PullAsync($"registry.test/a/b@sha256:{new string('0', 64)}", _folder.In("out"), Login, default));

        Assert.Equal("DC3302", error.Code);
        Assert.False(Directory.Exists(_folder.In("out")));
    }

    [Fact]
    public async Task Pull_NotThere_DC3403()
    {
        var registry = new ScriptedRegistry((_, _) => ScriptedRegistry.Status(HttpStatusCode.NotFound));

        var error = await Assert.ThrowsAsync<DeployError>(() => Client(registry).PullAsync("registry.test/a/b:v1", _folder.In("out"), Login, default));

        Assert.Equal("DC3403", error.Code);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("host/UPPER")]
    [InlineData("host/a@sha256:12")]
    [InlineData("host/../a")]
    public void Reference_Invalid_DC3408(string text) =>
        Assert.Equal("DC3408", Assert.Throws<DeployError>(() => ImageReference.Parse(text)).Code);

    public void Dispose() => _folder.Dispose();

    private static HttpResponseMessage Present(OciLayout layout)
    {
        var response = ScriptedRegistry.Status(HttpStatusCode.OK);
        response.Headers.Add("Docker-Content-Digest", layout.Digest);
        return response;
    }

    private static HttpResponseMessage Accepted(string location)
    {
        var response = ScriptedRegistry.Status(HttpStatusCode.Accepted);
        response.Headers.Location = new Uri(location);
        return response;
    }

    private RegistryClient Client(ScriptedRegistry registry) => new(new HttpClient(registry), _time);

    private Task<OciLayout> Layout() => TestImages.BuildAsync(_folder.In("layout"), TestImages.Text("a", "1"));

    private async Task<DeployError> PushFails(ScriptedRegistry registry)
    {
        var layout = await Layout();
        return await Assert.ThrowsAsync<DeployError>(() => Client(registry).PushAsync(layout.Folder, "a/b", null, Login, null, default));
    }
}
