using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>An availability zone with its two subnets.</summary>
/// <param name="Name">Its name; its number where the subnets were there already.</param>
/// <param name="Public">Address block or id of the public subnet.</param>
/// <param name="Private">Address block or id of the private subnet.</param>
/// <param name="Nat">Resource name of the NAT gateway in the public subnet; null without one.</param>
internal sealed record Zone(string Name, string Public, string Private, string? Nat)
{
    public static IReadOnlyList<Zone> Of(PolicyContext stack, StackConfiguration configuration)
    {
        var subnets = stack.Of(AwsTypes.Subnet).ToList();
        var open = subnets.Where(subnet => subnet.Name.StartsWith("public", StringComparison.Ordinal)).ToList();
        var closed = subnets.Where(subnet => subnet.Name.StartsWith("private", StringComparison.Ordinal)).ToList();
        if (open.Count == 0)
            return [.. Given(configuration, "publicSubnetIds").Zip(Given(configuration, "privateSubnetIds"), (one, other) => (one, other))
                .Select((pair, index) => new Zone($"zone {index + 1}", pair.one, pair.other, null))];
        return [.. open.Zip(closed, (one, other) => new Zone(
            one.Text("availabilityZone") ?? "", one.Text("cidrBlock") ?? "", other.Text("cidrBlock") ?? "",
            stack.Of(AwsTypes.NatGateway).FirstOrDefault(nat => nat.RefersTo("subnetId", one))?.Name))];
    }

    private static IReadOnlyList<string> Given(StackConfiguration configuration, string key) =>
        configuration.Values.GetValueOrDefault(key) as IReadOnlyList<string> ?? [];
}
