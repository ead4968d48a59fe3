using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using DeployCrew.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Web.Tests.Access;

public sealed class FromElsewhereTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServiceProvider services = null!;
    private WebApplication? app;

    public async Task InitializeAsync()
    {
        services = new ServiceCollection().AddSingleton(new Home(folder.In("home"))).AddDeployCrew(new DeployCrewOptions(["false"])).BuildServiceProvider();
        await services.GetRequiredService<AccessTokens>().CreateAsync("ci", AccessScope.Viewer, null, "a test", default);
    }

    public async Task DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await services.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Serve_FilesThatAreRenewed_ShowsTheNewCertificateAndNeverAHalfWrittenOne()
    {
        var first = WritePair();
        app = await WebServer.StartAsync(Options(), services, CancellationToken.None);
        Assert.Equal(first, await ShownAsync());
        await File.WriteAllTextAsync(folder.In("key.pem"), "half");
        Assert.Equal(first, await ShownAsync());
        var second = WritePair();
        await Eventually.GetAsync(ShownAsync, shown => shown == second);
    }

    [Fact]
    public async Task Serve_FilesThatDoNotFit_IsRefused()
    {
        WritePair();
        using (var other = RSA.Create(2048))
            await File.WriteAllTextAsync(folder.In("key.pem"), other.ExportPkcs8PrivateKeyPem());
        var error = await Assert.ThrowsAsync<DeployError>(() => WebServer.StartAsync(Options(), services, CancellationToken.None));
        Assert.StartsWith("DC9156", Assert.Single(error.Details), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WhoseSenderOnlySaysThatItIsForwarded_IsNotBelieved()
    {
        app = await WebServer.StartAsync(
            new WebOptions(IPAddress.Loopback, 0) { PublicUrl = new Uri("https://deploy.example.com"), TrustedProxies = [IPNetwork.Parse("10.0.0.0/8")] }, services, CancellationToken.None);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(WebServer.AddressOf(app), "api/v1/runs"));
        request.Headers.Host = "deploy.example.com";
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");
        var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("DC9148", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("DC9148", await File.ReadAllTextAsync(folder.In("home/access/audit.jsonl")), StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", await File.ReadAllTextAsync(folder.In("home/access/audit.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/%0d%0aSet-Cookie:%20x=1")]
    [InlineData("/new?x=%0d%0aSet-Cookie:%20x=1")]
    [InlineData("//evil.example/")]
    public async Task Page_WithLineBreaksInItsAddress_LeadsToSigningInAndToNothingElse(string path)
    {
        var oidc = new OidcSettings(new Uri("http://127.0.0.1:1"), "deploycrew", null, "groups") { Approvers = ["ops"] };
        app = await WebServer.StartAsync(new WebOptions(IPAddress.Loopback, 0) { Oidc = oidc }, services, CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, WebServer.AddressOf(app).GetLeftPart(UriPartial.Authority) + path);
        request.Headers.Add("Accept", "text/html");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in?to=%2F", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task SignIn_ProviderThatIsAway_SaysSo()
    {
        var oidc = new OidcSettings(new Uri("http://127.0.0.1:1"), "deploycrew", null, "groups") { Approvers = ["ops"] };
        app = await WebServer.StartAsync(new WebOptions(IPAddress.Loopback, 0) { Oidc = oidc }, services, CancellationToken.None);
        using var http = new HttpClient();
        var answer = await http.GetAsync(new Uri(WebServer.AddressOf(app), "sign-in/begin"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("DC9155", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_OfATokenThatWasRevoked_EndsAndCannotBeOpenedAgain()
    {
        var run = Directory.CreateDirectory(folder.In("home/runs/20260101-000000-x-dev-0001")).FullName;
        using (var journal = Journal.Open(Path.Combine(run, "journal.jsonl"), TimeProvider.System))
            journal.Append(JournalKinds.RunStarted, null, null, new RunRequest("r.json", null, "x", "dev", "local"));
        var tokens = services.GetRequiredService<AccessTokens>();
        var token = await tokens.CreateAsync("leaver", AccessScope.Viewer, null, "a test", default);
        var options = new WebOptions(IPAddress.Loopback, 0)
        {
            PublicUrl = new Uri("https://deploy.example.com"),
            TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")],
            Limits = new WebLimits { Stream = TimeSpan.FromSeconds(1) },
        };
        app = await WebServer.StartAsync(options, services, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = WebServer.AddressOf(app) };
        http.DefaultRequestHeaders.Host = "deploy.example.com";
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        var path = $"api/v1/runs/{Path.GetFileName(run)}/events";
        using (var stream = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
            await tokens.RevokeAsync("leaver", default);
            Assert.IsNotType<TimeoutException>(await Assert.ThrowsAnyAsync<Exception>(() => stream.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(20))));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(path)).StatusCode);
    }

    private WebOptions Options() => new(IPAddress.Any, 0) { PublicUrl = new Uri("https://deploy.example.com"), Certificate = new CertificateFiles(folder.In("chain.pem"), folder.In("key.pem")) };

    private string WritePair()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=deploy.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(folder.In("chain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.In("key.pem"), key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }

    private async Task<string> ShownAsync()
    {
        var shown = "";
        using var handler = new SocketsHttpHandler();
#pragma warning disable CA5359 // what is shown is what is looked at
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            shown = ((X509Certificate2)certificate!).Thumbprint;
            return true;
        };
#pragma warning restore CA5359
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{WebServer.AddressOf(app!).Port}/api/v1/runs");
        request.Headers.Host = "deploy.example.com";
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request)).StatusCode);
        return shown;
    }
}
