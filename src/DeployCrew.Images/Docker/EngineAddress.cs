using System.Net.Sockets;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Docker;

/// <summary>Where a Docker Engine listens.</summary>
internal static class EngineAddress
{
    public const string Default = "unix:///var/run/docker.sock";

    /// <summary>A client for <c>unix:///path</c> or <c>tcp://host:port</c>. No limit on the whole request: a build takes as long as it takes.</summary>
    public static HttpClient NewHttpClient(string address)
    {
        if (address.StartsWith("unix://", StringComparison.Ordinal))
        {
            var endpoint = new UnixDomainSocketEndPoint(address["unix://".Length..]);
            return new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(endpoint, token), UseProxy = false })
            {
                BaseAddress = new Uri("http://docker/"),
                Timeout = Timeout.InfiniteTimeSpan,
            };
        }

        if (address.StartsWith("tcp://", StringComparison.Ordinal) && Uri.TryCreate("http" + address[3..], UriKind.Absolute, out var uri))
            return new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = uri, Timeout = Timeout.InfiniteTimeSpan };
        throw ImageErrors.EngineAddressUnknown(address);
    }

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
