using System.Net;
using System.Net.Sockets;
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

    private static async Task<string> AnswerAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);
        await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        return System.Text.Encoding.ASCII.GetString(buffer, 0, read);
    }
}
