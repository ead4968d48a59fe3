using System.Net;
using System.Net.Http.Headers;
using DeployCrew.Core.Access;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Web.Tests.Access;

/// <summary>The page as it is served to others: behind a proxy of this machine that does TLS, with a token of each scope.</summary>
public sealed class ServedToOthers : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ServiceProvider services = null!;

    public WebApplication App { get; private set; } = null!;

    /// <summary>Sends what the proxy would: it comes from a trusted address and says https.</summary>
    public HttpClient Http { get; private set; } = null!;

    public string Home => folder.In("home");

    public Dictionary<AccessScope, string> Tokens { get; } = [];

    public AccessTokens Access => services.GetRequiredService<AccessTokens>();

    public IAccessStore Store => services.GetRequiredService<IAccessStore>();

    private static WebOptions Options => new(IPAddress.Loopback, 0) { PublicUrl = new Uri("https://deploy.example.com"), TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")], LargestUpload = 1 << 20 };

    public async Task InitializeAsync()
    {
        services = new ServiceCollection().AddSingleton(new Home(Home)).AddDeployCrew(new DeployCrewOptions(["false"])).BuildServiceProvider();
        foreach (var scope in Enum.GetValues<AccessScope>())
            Tokens[scope] = await Access.CreateAsync($"{scope}".ToLowerInvariant(), scope, null, "a test", default);
        App = await WebServer.StartAsync(Options, services, CancellationToken.None);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = WebServer.AddressOf(App) };
        Http.DefaultRequestHeaders.Host = "deploy.example.com";
        Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        await services.DisposeAsync();
        folder.Dispose();
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
