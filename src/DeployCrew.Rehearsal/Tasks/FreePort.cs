using System.Net;
using System.Net.Sockets;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Loopback ports that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>The wanted port if it is free, else one that the system picks.</summary>
    public static int Take(int wanted = 0)
    {
        foreach (var port in wanted > 0 ? new[] { wanted, 0 } : [0])
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                continue; // somebody has it: the system picks another
            }
        }

        throw new InvalidOperationException("there is no free loopback port");
    }
}
