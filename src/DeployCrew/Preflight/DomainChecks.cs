using DeployCrew.Core.Requirements;

namespace DeployCrew.Preflight;

/// <summary>Whether the domain's zone is the one that the world sees, and whether Amazon may issue its certificate.</summary>
internal static class DomainChecks
{
    // docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
    private static readonly string[] Amazon = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

    public static IEnumerable<PreflightCheck> For(EnvironmentRequirements environment)
    {
        if (environment.HostedZoneId is { } zone)
            yield return Delegation(environment.Domain, zone);
        yield return Authorities(environment.Domain);
    }

    private static PreflightCheck Delegation(string domain, string id) => new("zone delegation", async (facts, cancellationToken) =>
    {
        const string check = "zone delegation";
        if (await facts.Zones.FindAsync(id, cancellationToken) is not { } zone)
            return PreflightResult.Fail(check, $"there is no hosted zone {id} in this account", "Correct hostedZoneId, or use credentials of the zone's account.");
        if (zone.IsPrivate)
            return PreflightResult.Fail(check, $"{zone.Name} ({id}) is a private zone: certificates are validated in the public DNS", "Give the public hosted zone of the domain.");
        if (domain != zone.Name && !domain.EndsWith("." + zone.Name, StringComparison.OrdinalIgnoreCase))
            return PreflightResult.Fail(check, $"{domain} is not in the zone {zone.Name} ({id})", "Correct domain or hostedZoneId.");
        var seen = await facts.Dns.NameServersAsync(zone.Name, cancellationToken);
        var same = seen.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(zone.NameServers);
        return same ? PreflightResult.Ok(check, $"{zone.Name} is delegated to {id}")
            : PreflightResult.Fail(check, $"{zone.Name} is {(seen.Count == 0 ? "not delegated" : $"delegated to {string.Join(", ", seen)}")}",
                $"Set the name servers of {zone.Name} at its parent or registrar: {string.Join(", ", zone.NameServers)}.");
    });

    // RFC 8659: the records of the nearest name upwards that has any are the ones that count.
    private static PreflightCheck Authorities(string domain) => new("CAA", async (facts, cancellationToken) =>
    {
        const string check = "CAA";
        for (var name = domain; name.Contains('.', StringComparison.Ordinal); name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            var allowed = await facts.Dns.CertificateAuthoritiesAsync(name, cancellationToken);
            if (allowed.Count == 0)
                continue;
            return allowed.Any(authority => Amazon.Contains(authority, StringComparer.OrdinalIgnoreCase))
                ? PreflightResult.Ok(check, $"{name} lets Amazon issue certificates")
                : PreflightResult.Fail(check, $"{name} lets only {string.Join(", ", allowed)} issue certificates", $"Add a record to {name}: CAA 0 issue \"amazon.com\".");
        }

        return PreflightResult.Ok(check, $"{domain} lets every authority issue certificates");
    });
}
