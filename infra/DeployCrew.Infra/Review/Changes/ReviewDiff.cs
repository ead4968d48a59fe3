using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Review.Changes;

/// <summary>How two requirements, or the bundles that they are in, differ in what they would make.</summary>
/// <param name="Environments">Environments that differ, by name.</param>
/// <param name="Files">Files that differ, by path; null where one side is no bundle.</param>
public sealed record ReviewDiff(IReadOnlyList<EnvironmentDiff> Environments, IReadOnlyList<FileDiff>? Files)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Environments.Count == 0 && Files is null or { Count: 0 };

    /// <summary>Compares.</summary>
    /// <param name="before">Valid requirements.</param>
    /// <param name="after">Valid requirements.</param>
    /// <param name="files">Manifests of the bundles that they are in; null where one is in none.</param>
    public static ReviewDiff Of(RequirementsDocument before, RequirementsDocument after, (BundleManifest Before, BundleManifest After)? files)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (StackBlueprint.Create(before), StackBlueprint.Create(after));
        return new(
            [.. before.Environments.Keys.Union(after.Environments.Keys).Order(StringComparer.Ordinal)
                .Select(name => Compare(name, Side.Of(before, old, name), Side.Of(after, now, name))).Where(environment => !environment.IsEmpty)],
            files is { } pair ? [.. CompareFiles(pair.Before, pair.After)] : null);
    }

    private static EnvironmentDiff Compare(string name, Side? before, Side? after)
    {
        var (old, now) = (before ?? Side.Nothing, after ?? Side.Nothing);
        return new(
            name, before is null ? DiffKind.Added : after is null ? DiffKind.Removed : DiffKind.Changed, [.. ResourceComparison.Of(old.Inputs, now.Inputs)],
            old.Cost?.TotalUsd ?? 0, now.Cost?.TotalUsd ?? 0, Costs(old.Cost, now.Cost), Sets(old.Connections, now.Connections), Sets(old.Permissions, now.Permissions));
    }

    private static IReadOnlyList<CostChange> Costs(CostReport? before, CostReport? after) => (before, after) switch
    {
        ({ } old, { } now) => now.ChangesSince(old),
        (null, { } now) => now.ChangesSince(now with { Lines = [] }),
        ({ } old, null) => (old with { Lines = [] }).ChangesSince(old),
        _ => [],
    };

    private static SetDiff<T> Sets<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : notnull
    {
        // By what they say: records of lists are not equal by their content.
        HashSet<string> Said(IEnumerable<T> all) => all.Select(one => $"{one}").ToHashSet(StringComparer.Ordinal);
        var (old, now) = (Said(before), Said(after));
        return new([.. after.Where(one => !old.Contains($"{one}"))], [.. before.Where(one => !now.Contains($"{one}"))]);
    }

    private static IEnumerable<FileDiff> CompareFiles(BundleManifest before, BundleManifest after)
    {
        static Dictionary<string, string> Hashes(BundleManifest manifest) =>
            manifest.Files.DistinctBy(file => file.Path).ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        var (old, now) = (Hashes(before), Hashes(after));
        return old.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .Select(path => new FileDiff(VisibleText.Of(path), !old.ContainsKey(path) ? DiffKind.Added : now.ContainsKey(path) ? DiffKind.Changed : DiffKind.Removed));
    }

    /// <summary>One side's environment.</summary>
    private sealed record Side(
        IReadOnlyDictionary<string, ComparedResource> Inputs, CostReport? Cost, IReadOnlyList<Connection> Connections, IReadOnlyList<Permission> Permissions)
    {
        public static Side Nothing { get; } = new(new Dictionary<string, ComparedResource>(), null, [], []);

        public static Side? Of(RequirementsDocument document, StackModel model, string environment)
        {
            if (!document.Environments.ContainsKey(environment))
                return null;
            var configuration = StackBlueprint.Configuration(document, environment);
            var active = StackResolution.Active(model, configuration).ToList();
            var exposure = Exposure.Of(active);
            return new(
                active.ToDictionary(resource => resource.Name, resource => new ComparedResource(resource.Type, StackResolution.Inputs(resource, configuration)), StringComparer.Ordinal),
                CostEstimate.Of(model, configuration, document.Budget?.Usage ?? new()), [.. exposure.Inbound, .. exposure.Uses, .. exposure.Outbound],
                Review.Permissions.Of(active, configuration));
        }
    }
}
