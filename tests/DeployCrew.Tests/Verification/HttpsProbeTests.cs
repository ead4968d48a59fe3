using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;
using DeployCrew.Verification;

namespace DeployCrew.Tests.Verification;

public sealed class HttpsProbeTests
{
    [Fact]
    public async Task Get_NameBelowLocalhost_AsksThisMachine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener);

        var result = await new HttpsProbe(TimeProvider.System).GetAsync(
            new Uri($"http://shop.localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/health"), null, TimeSpan.FromSeconds(10), default);

        Assert.Equal((204, null), (result.Status, result.Error));
        Assert.Contains($"Host: shop.localhost:{((IPEndPoint)listener.LocalEndpoint).Port}", await answering, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://169.254.170.2/v2/credentials")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://2852039166/")]
    public async Task Get_LinkLocalAddress_IsNeverAsked(string url)
    {
        var result = await new HttpsProbe(TimeProvider.System).GetAsync(new Uri(url), null, TimeSpan.FromSeconds(10), default);
        Assert.Null(result.Status);
        Assert.Contains("link-local", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_RedirectToAnotherHost_IsNotFollowed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        other.Start();
        var answering = AnswerAsync(listener, $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/\r\nContent-Length: 0\r\n\r\n");

        var result = await new HttpsProbe(TimeProvider.System).GetAsync(
            new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/health"), null, TimeSpan.FromSeconds(10), default);

        await answering;
        Assert.Equal(302, result.Status);
        Assert.False(other.Pending());
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/@evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/../../..//evil.example")]
    [InlineData("/?x=https://evil.example#@evil.example")]
    public void Address_PathThatLooksLikeAHost_StaysWithOurs(string path)
    {
        Assert.Equal("shop.example.com", EndpointAddress.Of("https://shop.example.com", path).Authority);
        Assert.Equal("10.0.0.1:8080", EndpointAddress.Of("http://10.0.0.1:8080", path).Authority);
    }

    [Theory]
    [InlineData("@evil.example/")]
    [InlineData(".evil.example/")]
    [InlineData(":1@evil.example/")]
    [InlineData("")]
    public void Address_PathThatWouldChangeTheHost_IsRefused(string path) =>
        Assert.Equal("DC6003", Assert.Throws<DeployCrew.Core.Errors.DeployError>(() => EndpointAddress.Of("https://shop.example.com", path)).Code);

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("@evil.example")]
    [InlineData("evil")]
    [InlineData("/x\n")]
    [InlineData("/x\r\nHost: evil.example")]
    [InlineData("/a b")]
    public void Requirements_HealthPathThatIsNoPath_AreInvalid(string path)
    {
        var document = JsonNode.Parse(RequirementsTemplate.For("shop"))!;
        document["services"]!.AsObject().First().Value!["health"] = new JsonObject { ["path"] = path };
        var error = Assert.Throws<DeployCrew.Core.Errors.InvalidInputError>(() => RequirementsReader.Read("requirements.json", document.ToJsonString()));
        Assert.Contains(error.Diagnostics, one => one.Path.EndsWith("health/path", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("shop.example.com:8080")]
    [InlineData("evil@shop.example.com")]
    [InlineData("shop.example.com/x")]
    [InlineData("localhost")]
    public void Requirements_DomainThatIsNoName_AreInvalid(string domain)
    {
        var document = JsonNode.Parse(RequirementsTemplate.For("shop"))!;
        document["environments"]!.AsObject().First().Value!["domain"] = domain;
        var error = Assert.Throws<DeployCrew.Core.Errors.InvalidInputError>(() => RequirementsReader.Read("requirements.json", document.ToJsonString()));
        Assert.Contains(error.Diagnostics, one => one.Path.EndsWith("/domain", StringComparison.Ordinal));
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string answer = "HTTP/1.1 204 No Content\r\n\r\n")
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        return System.Text.Encoding.ASCII.GetString(buffer, 0, read);
    }
}
