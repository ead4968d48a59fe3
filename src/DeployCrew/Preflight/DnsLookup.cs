using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Preflight;

/// <summary>Asks this machine's name servers, or one that is given. .NET resolves addresses only.</summary>
/// <param name="server">Name server; null: those of the machine, in order.</param>
internal sealed class DnsLookup(IPEndPoint? server = null) : IDnsLookup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<string>> NameServersAsync(string name, CancellationToken cancellationToken) =>
        DnsMessage.NameServers(await AskAsync(name, DnsMessage.NameServer, cancellationToken));

    public async Task<IReadOnlyList<string>> CertificateAuthoritiesAsync(string name, CancellationToken cancellationToken) =>
        DnsMessage.Issuers(await AskAsync(name, DnsMessage.CertificateAuthority, cancellationToken));

    private async Task<byte[]> AskAsync(string name, ushort type, CancellationToken cancellationToken)
    {
        var servers = server is null ? Servers().Distinct().ToList() : [server];
        var reason = "this machine has no name server";
        foreach (var candidate in servers)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                var question = DnsMessage.Question(name, type);
                var answer = await OverUdpAsync(candidate, question, patience.Token);
                if (DnsMessage.IsTruncated(answer))
                    answer = await OverTcpAsync(candidate, question, patience.Token);
                if (DnsMessage.Answers(answer, question) is null)
                    return answer;
                reason = $"{candidate}: {DnsMessage.Answers(answer, question)}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                reason = $"{candidate} does not answer";
            }
            catch (Exception error) when (error is SocketException or EndOfStreamException)
            {
                reason = $"{candidate}: {error.Message}";
            }
        }

        throw InternalErrors.NoNameServer(name, reason);
    }

    private static async Task<byte[]> OverUdpAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var client = new UdpClient(server.AddressFamily);
        client.Connect(server);
        await client.SendAsync(question, cancellationToken);
        return (await client.ReceiveAsync(cancellationToken)).Buffer;
    }

    private static async Task<byte[]> OverTcpAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(new[] { (byte)(question.Length >> 8), (byte)question.Length }.Concat(question).ToArray(), cancellationToken);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken);
        var answer = new byte[(length[0] << 8) | length[1]];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return answer;
    }

    private static IEnumerable<IPEndPoint> Servers() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(link => link.OperationalStatus == OperationalStatus.Up)
        .SelectMany(link => link.GetIPProperties().DnsAddresses).Select(address => new IPEndPoint(address, 53));
}
