using System.Net;
using System.Net.Sockets;

namespace DeployCrew.Testing;

/// <summary>A network that breaks: hands bytes on to a server, and cuts the connection after so many, a number of times.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _server;
    private readonly long _cutAfter;
    private int _cuts;
    private long _sent;
    private readonly Task _accepting;

    /// <summary>Starts it.</summary>
    /// <param name="server">Where the bytes go.</param>
    /// <param name="cutAfter">Bytes of one connection, from the client, after which it is cut.</param>
    /// <param name="cuts">How many connections are cut.</param>
    public CuttingProxy(Uri server, long cutAfter, int cuts)
    {
        (_server, _cutAfter, _cuts) = (server, cutAfter, cuts);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Bytes that clients sent, all together.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Cuts that are still to come.</summary>
    public int CutsLeft => Math.Max(0, _cuts);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
                await Task.WhenAny(UpAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // That is what it is for.
            }
        }
    }

    private async Task UpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        for (var here = 0L; ;)
        {
            var count = await from.ReadAsync(buffer, _end.Token);
            if (count == 0)
                return;
            await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            Interlocked.Add(ref _sent, count);
            if ((here += count) >= _cutAfter && Interlocked.Decrement(ref _cuts) >= 0)
                return;
        }
    }
}
