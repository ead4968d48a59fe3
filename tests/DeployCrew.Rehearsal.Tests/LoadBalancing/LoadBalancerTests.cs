using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.LoadBalancing;

/// <summary>The TLS load balancer over two services that run: web on /, api on /api.</summary>
public sealed class LoadBalancerTests(LoadBalancerTests.Running running) : IClassFixture<LoadBalancerTests.Running>
{
    private TestService Web => running.Web;

    [Fact]
    public async Task Route_LongerPath_GoesFirst()
    {
        Assert.Equal("web", await Web.Client.GetStringAsync("/"));
        Assert.Equal("web", await Web.Client.GetStringAsync("/apix"));
        Assert.Equal("api", await Web.Client.GetStringAsync("/api"));
        Assert.Equal("api", await Web.Client.GetStringAsync("/api/orders?id=7"));
    }

    [Fact]
    public async Task Http_AnyPath_RedirectsToHttpsWithPathAndQuery()
    {
        var plain = running.Cloud.State().LoadBalancers.Values.Single().Listeners.Single(listener => listener.Protocol == "HTTP").Port;

        using var answer = await Web.Client.GetAsync(new Uri($"http://localhost:{plain}/a%20b/c?d=e%26f"));

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal($"{Web.Url.OriginalString}/a%20b/c?d=e%26f", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Headers_OfTheClient_ReachTheTaskWithTheForwardedOnes()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/header/X-Forwarded-For");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var answer = await Web.Client.SendAsync(request);

        Assert.Matches(@"^203\.0\.113\.9, (127\.0\.0\.1|::1)$", await answer.Content.ReadAsStringAsync());
        Assert.Equal("https", await Web.Client.GetStringAsync("/header/X-Forwarded-Proto"));
        Assert.Equal(Web.Url.Authority, await Web.Client.GetStringAsync("/header/Host"));
        using var versioned = await Web.Client.GetAsync("/");
        Assert.Equal("web", versioned.Headers.GetValues("X-Version").Single());
    }

    [Fact]
    public async Task Headers_BetweenTwoHops_StayThere()
    {
        foreach (var (name, value) in new[] { ("Keep-Alive", "timeout=5"), ("TE", "trailers"), ("Expect", "100-continue") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/header/" + name);
            request.Headers.Add(name, value);
            using var answer = await Web.Client.SendAsync(request);

            Assert.Equal("", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Body_OfAnyLength_IsPassedBothWays()
    {
        var body = new byte[3_000_000];
        new Random(1).NextBytes(body);
        using var answer = await Web.Client.PostAsync("/echo", new ByteArrayContent(body));
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync());

        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = new StreamContent(new MemoryStream(body)) };
        chunked.Headers.TransferEncodingChunked = true;
        using var second = await Web.Client.SendAsync(chunked);
        Assert.Equal(body, await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Body_OverHttp2_IsPassedBothWays()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("hello"),
        };

        using var answer = await Web.Client.SendAsync(request);

        Assert.Equal((HttpVersion.Version20, "hello"), (answer.Version, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Body_ThatComesSlowly_IsNotHeldBack()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await Web.Client.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, limit.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));

        Assert.Equal("first", await reader.ReadLineAsync(limit.Token));
    }

    [Fact]
    public async Task Body_ThatIsCutOff_IsAnErrorForTheClientToo() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => Web.Client.GetByteArrayAsync("/cut"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task WebSocket_OverEitherHttp_Echoes(int version)
    {
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = new Version(version, version == 1 ? 1 : 0);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = running.Trusting() });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(new Uri(Web.Url.OriginalString.Replace("https", "wss", StringComparison.Ordinal) + "/socket"), invoker, limit.Token);

        await socket.SendAsync(Encoding.UTF8.GetBytes("ping"), WebSocketMessageType.Text, true, limit.Token);
        var buffer = new byte[16];
        var got = await socket.ReceiveAsync(buffer, limit.Token);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", limit.Token);

        Assert.Equal("ping", Encoding.UTF8.GetString(buffer, 0, got.Count));
        Assert.Equal("bye", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task Certificate_OfTheListener_ChainsToTheAuthorityAndNamesTheDomain()
    {
        X509Certificate2? seen = null;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            seen = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());
            return certificate.Subject == "CN=localhost";
        };
        using var client = new HttpClient(handler);
        using (await client.GetAsync(Web.Url))
        {
            // only the handshake is of interest
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(Web.Authority);
        Assert.True(chain.Build(seen!), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
        foreach (var name in new[] { "localhost", "127.0.0.1", "::1", "hello.test" })
            Assert.True(seen!.MatchesHostname(name), name);
        Assert.False(seen!.MatchesHostname("other.test"));
    }

    [Fact]
    public async Task Client_WithoutTheAuthority_IsRefused()
    {
        using var stranger = new HttpClient();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(Web.Url));

        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    [Fact]
    public async Task Unhealthy_AllTargets_StillGetRequests()
    {
        // "Fail open": threshold 100 keeps the unhealthy first version from being stopped for good, and the grace time from being replaced.
        var worker = await running.AddAsync("late");
        await worker.DeployAsync(await worker.PushAsync("late", "unhealthy"), threshold: 100, graceSeconds: 600, rollBack: false);

        await Eventually.GetAsync(
            () => running.Cloud.Targets.DescribeAsync(worker.TargetGroup, default), targets => targets.Any(target => target.State == "unhealthy"));

        var target = Assert.Single(await running.Cloud.Targets.DescribeAsync(worker.TargetGroup, default));
        Assert.Equal(("Target.ResponseCodeMismatch", "Health checks failed with these codes: [500]"), (target.Reason, target.Description));
        Assert.Equal("late", await worker.Client.GetStringAsync("/late"));
    }

    [Fact]
    public async Task Route_WithoutATask_Answers503()
    {
        var idle = await running.AddAsync("idle");

        using var answer = await idle.Client.GetAsync("/idle");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    /// <summary>A cloud with both services up.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private readonly List<string> more = [];

        internal TestCloud Cloud { get; private set; } = null!;

        internal TestService Web { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Cloud = await TestCloud.StartAsync();
            Web = await ProvisionAsync("web");
            foreach (var name in new[] { "web", "api" })
            {
                var service = await ProvisionAsync(name);
                var ended = await service.EndOfAsync(await service.DeployAsync(await service.PushAsync(name)));
                Assert.Equal(ServiceDeploymentStatus.Successful, ended.Status);
            }
        }

        public async Task DisposeAsync() => await Cloud.DisposeAsync();

        internal SslClientAuthenticationOptions Trusting()
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(Web.Authority);
            return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        internal async Task<TestService> AddAsync(string name)
        {
            more.Add(name);
            return await ProvisionAsync(name);
        }

        private Task<TestService> ProvisionAsync(string name) => Cloud.ProvisionAsync(
            TestRequirements.Of([
                ("web", new() { Health = TestRequirements.FastHealth }),
                ("api", new() { Health = TestRequirements.FastHealth, Routes = ["/api"] }),
                .. more.Select(one => (one, new Core.Requirements.ServiceRequirements { Health = TestRequirements.FastHealth, Routes = ["/" + one] }))]),
            name);
    }
}
