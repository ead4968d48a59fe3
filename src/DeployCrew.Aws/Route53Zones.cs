using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Hosted zones from Route 53 (2013-04-01).</summary>
public sealed class Route53Zones(AwsConnection connection) : IHostedZones, IDisposable
{
    private readonly AwsClient client = new(AwsService.Route53, connection);

    /// <inheritdoc/>
    public async Task<HostedZone?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.GetXmlAsync("GetHostedZone", $"/2013-04-01/hostedzone/{Uri.EscapeDataString(id)}", cancellationToken);
            return new(
                Values(answer, "Name").FirstOrDefault()?.TrimEnd('.') ?? "", Values(answer, "PrivateZone").Contains("true"),
                [.. Values(answer, "NameServer").Select(server => server.TrimEnd('.'))]);
        }
        catch (AwsCallError error) when (error.AwsCode is "NoSuchHostedZone")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static IEnumerable<string> Values(XElement answer, string name) =>
        answer.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);
}
