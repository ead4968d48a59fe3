using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Route53;

/// <summary>Amazon Route 53 (API 2013-04-01): reads only.</summary>
internal sealed class Route53Client(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Route53, connection);

    /// <summary>A hosted zone by its id; null when there is none.</summary>
    public async Task<HostedZone?> FindZoneAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.GetXmlAsync("GetHostedZone", $"/2013-04-01/hostedzone/{Uri.EscapeDataString(id)}", cancellationToken);
            var zone = answer.Child("HostedZone");
            return new(
                zone.TextOrNull("Name")?.TrimEnd('.') ?? "", zone.Child("Config").Flag("PrivateZone"),
                [.. answer.Child("DelegationSet").Texts("NameServers").Select(server => server.TrimEnd('.'))]);
        }
        catch (AwsCallError error) when (error.AwsCode is "NoSuchHostedZone")
        {
            return null;
        }
    }

    /// <summary>Zones of the account, by id.</summary>
    public async Task<IReadOnlyList<ZoneSummary>> ListZonesAsync(CancellationToken cancellationToken) => await Pages.ReadAsync(
        "route53:ListHostedZones",
        marker => client.GetXmlAsync("ListHostedZones", "/2013-04-01/hostedzone" + (marker is null ? "" : $"?marker={Uri.EscapeDataString(marker)}"), cancellationToken),
        page => page.Items("HostedZones"), page => page.Flag("IsTruncated") ? page.TextOrNull("NextMarker") : null, cancellationToken)
        .Select(zone => new ZoneSummary(zone.Text("Id").Split('/')[^1], zone.Text("Name").TrimEnd('.'), zone.Child("Config").Flag("PrivateZone"))).ToListAsync(cancellationToken);

    /// <summary>All records of a zone.</summary>
    public async Task<IReadOnlyList<DnsRecord>> ListRecordsAsync(string zone, CancellationToken cancellationToken) => await Pages.ReadAsync(
        "route53:ListResourceRecordSets",
        query => client.GetXmlAsync("ListResourceRecordSets", $"/2013-04-01/hostedzone/{Uri.EscapeDataString(zone)}/rrset{query}", cancellationToken),
        page => page.Items("ResourceRecordSets"), Next, cancellationToken)
        .Select(record => new DnsRecord(
            record.Text("Name").TrimEnd('.'), record.Text("Type"), record.NumberOrNull("TTL") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            [.. record.Items("ResourceRecords").Select(value => value.TextOrNull("Value")).OfType<string>()], record.Child("AliasTarget").TextOrNull("DNSName")?.TrimEnd('.')))
        .ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    // The next page begins at a name, a type and, where several records share both, an identifier.
    private static string? Next(XElement page)
    {
        if (!page.Flag("IsTruncated"))
            return null;
        var at = new[] { ("name", "NextRecordName"), ("type", "NextRecordType"), ("identifier", "NextRecordIdentifier") }
            .Select(part => (part.Item1, Value: page.TextOrNull(part.Item2))).Where(part => part.Value is not null);
        return "?" + string.Join('&', at.Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Value!)}"));
    }
}

/// <summary>A hosted zone in a list.</summary>
internal sealed record ZoneSummary(string Id, string Name, bool IsPrivate);

/// <summary>Records of one name and type.</summary>
/// <param name="Name">Without a trailing dot.</param>
/// <param name="Type">A, AAAA, CNAME, CAA, …</param>
/// <param name="Ttl">How long resolvers keep it; null for aliases.</param>
/// <param name="Values">Their values; empty for aliases.</param>
/// <param name="Alias">Host name of what an alias points to.</param>
internal sealed record DnsRecord(string Name, string Type, TimeSpan? Ttl, IReadOnlyList<string> Values, string? Alias);
