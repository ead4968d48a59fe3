using System.Net;
using System.Net.Sockets;

namespace DeployCrew.Core.Network;

/// <summary>
/// Connections to hosts that somebody else has named (a domain in requirements, a registry in a Dockerfile). They may lead anywhere but to link-local addresses:
/// there a cloud's machines and tasks get their credentials, and nothing that is deployed or pulled.
/// </summary>
public static class OutwardConnection
{
    private static readonly IPNetwork[] LinkLocal =
    [
        IPNetwork.Parse("169.254.0.0/16"), // 169.254.169.254: metadata of EC2; 169.254.170.2: credentials of ECS tasks
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fd00:ec2::/32"), // fd00:ec2::254, and its neighbours for tasks and time
    ];

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>: also what a redirect leads to comes by here. The addresses that were judged are those that are used.</summary>
    /// <exception cref="HttpRequestException">The name leads to such an address.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (addresses.Any(IsLinkLocal))
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{host} leads to {addresses.First(IsLinkLocal)}, a link-local address: those are not asked");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address is one of those.</summary>
    public static bool IsLinkLocal(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return LinkLocal.Any(network => network.Contains(plain));
    }
}
