using System.Net;
using System.Net.Sockets;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Loopback ports that nobody listens on.</summary>
internal static class FreePort
{
    // Below the ports that systems give to outgoing connections (32768 and up, or 49152 and up): one of those could be taken by any
    // connection, a health check's even, before the program that the port is meant for has come up to listen on it.
    private const int First = 20000;
    private const int Last = 32767;
    private const int Attempts = 1000;

    // As many programs may be on their way up at once.
    private const int Remembered = 4000;

    private static readonly Lock Gate = new();
    private static readonly Queue<int> Recent = new();
    private static readonly HashSet<int> RecentPorts = [];

    /// <summary>The wanted port if it is free, else another one; the last ones given are not given again.</summary>
    public static int Take(int wanted = 0)
    {
        lock (Gate)
        {
            if (wanted > 0 && IsFree(wanted))
                return wanted;
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var port = Random.Shared.Next(First, Last + 1);
                if (RecentPorts.Contains(port) || !IsFree(port))
                    continue;
                Recent.Enqueue(port);
                RecentPorts.Add(port);
                if (Recent.Count > Remembered)
                    RecentPorts.Remove(Recent.Dequeue());
                return port;
            }
        }

        throw new InvalidOperationException("there is no free loopback port");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
