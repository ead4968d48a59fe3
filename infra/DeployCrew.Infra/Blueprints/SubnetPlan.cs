using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Numerics;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>How many zones a stack has, and which address block each subnet.</summary>
internal sealed class SubnetPlan
{
    private const int DefaultZones = 2;

    // Regions in which "a, b, c" is not the answer; us-west-1 differs by account and may have to be corrected in the stack's configuration.
    private static readonly Dictionary<string, string> ZoneLetters = new(StringComparer.Ordinal)
    {
        ["ap-northeast-1"] = "acd",
        ["ca-central-1"] = "abd",
        ["us-west-1"] = "ac",
        ["us-east-1"] = "abcdf",
        ["us-east-2"] = "abc",
    };

    private SubnetPlan(int zones) => Zones = zones;

    public int Zones { get; }

    /// <summary>Zone numbers, from 0.</summary>
    public IEnumerable<int> All => Enumerable.Range(0, Zones);

    public static SubnetPlan Of(RequirementsDocument document, List<Diagnostic> problems)
    {
        var listed = document.Environments.OrderBy(environment => environment.Key, StringComparer.Ordinal)
            .SelectMany(environment => Counts(environment.Value)
                .Where(count => count > 0).Select(count => (environment.Key, Count: count)))
            .ToList();
        var zones = listed.Count == 0 ? DefaultZones : listed.Max(list => list.Count);
        foreach (var (environment, count) in listed.Where(list => list.Count != zones || list.Count < DefaultZones).Distinct())
            problems.Add(StackErrors.ZonesDiffer(environment, count, Math.Max(zones, DefaultZones)));
        foreach (var (name, environment) in document.Environments.Where(environment => environment.Value.Existing?.VpcId is null))
        {
            if (!IPNetwork.TryParse(environment.Cidr, out var network) || network.PrefixLength > 24)
                problems.Add(StackErrors.NetworkTooSmall(name, environment.Cidr));
        }
        return new(zones);
    }

    private static int[] Counts(EnvironmentRequirements environment) => environment.Existing is { VpcId: not null } existing
        ? [existing.PublicSubnetIds.Count, existing.PrivateSubnetIds.Count]
        : [environment.PublicSubnets.Count, environment.PrivateSubnets.Count];

    public IReadOnlyList<string> AvailabilityZones(EnvironmentScope scope)
    {
        if (scope.Requirements.Existing?.VpcId is not null)
            return [];
        var letters = ZoneLetters.GetValueOrDefault(scope.Document.Region, "abcdef");
        return [.. All.Select(zone => $"{scope.Document.Region}{letters[zone]}")];
    }

    public IReadOnlyList<string> Public(EnvironmentScope scope) =>
        scope.Requirements.Existing?.VpcId is not null ? []
        : scope.Requirements.PublicSubnets is { Count: > 0 } given ? given : Carve(scope.Requirements.Cidr, first: 0);

    public IReadOnlyList<string> Private(EnvironmentScope scope) =>
        scope.Requirements.Existing?.VpcId is not null ? []
        : scope.Requirements.PrivateSubnets is { Count: > 0 } given ? given : Carve(scope.Requirements.Cidr, first: PerTier);

    /// <summary>Slots per tier: a power of two, so that a zone can be added without moving a block.</summary>
    private int PerTier => Math.Max(4, (int)BitOperations.RoundUpToPowerOf2((uint)Zones));

    private List<string> Carve(string cidr, int first)
    {
        var network = IPNetwork.Parse(cidr);
        // At least eight blocks, none larger than a /20: 10.0.0.0/16 gives 10.0.0.0/20, 10.0.16.0/20, …
        var length = Math.Max(network.PrefixLength + BitOperations.Log2((uint)PerTier) + 1, 20);
        var start = BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes());
        return [.. All.Select(zone => Block(start + (uint)((long)(first + zone) << (32 - length)), length))];
    }

    private static string Block(uint address, int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{length}");
    }
}
