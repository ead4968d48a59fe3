using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>Which target groups a revision's tasks are registered in: of two, the one that the revision that serves does not use.</summary>
internal static class RevisionTargets
{
    /// <summary>Target groups of a revision.</summary>
    public static IReadOnlyList<RevisionTarget> Of(ServiceState service, string revision) =>
        service.Revision(revision).Targets ?? [.. Entries(service).Select(entry => new RevisionTarget(entry.Text("targetGroupArn")!, entry.Text("containerName") ?? ""))];

    /// <summary>Target groups for a new revision.</summary>
    /// <param name="state">The state.</param>
    /// <param name="service">The service, as it is wanted.</param>
    /// <param name="source">Revision that serves; null when none does.</param>
    public static List<RevisionTarget> Choose(CloudState state, ServiceState service, string? source)
    {
        var before = source is null ? [] : Of(service, source);
        var shifts = StrategySettings.Of(service.Settings.Object("deploymentConfiguration")) != StrategySettings.Rolling;
        return [.. Entries(service).Select(entry => Choose(state, entry, shifts, before))];
    }

    /// <summary>Whether traffic has to be shifted to get from one revision to the other: they are in two target groups of one rule.</summary>
    public static bool Differ(ServiceState service, string source, IEnumerable<RevisionTarget> targets)
    {
        var before = Of(service, source).Select(target => target.Group).ToHashSet(StringComparer.Ordinal);
        return targets.Any(target => target.ProductionRule is not null && !before.Contains(target.Group));
    }

    /// <summary>Whether a revision's requests come by the same rules as those of new target groups. They do not when a service gets all new ones.</summary>
    public static bool AreBeside(CloudState state, ServiceState service, string source, IReadOnlyCollection<RevisionTarget> targets)
    {
        var before = Of(service, source);
        return targets.Count == 0 || targets.Any(target => target.ProductionRule is { } rule
            && RuleWeights.Find(state, rule) is { } weights && before.Any(one => one.Group != target.Group && weights.ContainsKey(one.Group)));
    }

    private static RevisionTarget Choose(CloudState state, JsonObject entry, bool shifts, IReadOnlyList<RevisionTarget> before)
    {
        var (group, container) = (entry.Text("targetGroupArn")!, entry.Text("containerName") ?? "");
        if (entry.Object("advancedConfiguration") is { } advanced && advanced.Text("alternateTargetGroupArn") is { } alternate)
        {
            // A rolling deployment stays where the traffic is.
            var isFree = shifts ? before.All(one => one.Group != group) : before.All(one => one.Group != alternate);
            return new RevisionTarget(isFree ? group : alternate, container, advanced.Text("productionListenerRule"), advanced.Text("testListenerRule"));
        }

        // The service had two groups and has one from now on: when the traffic is at the other one, it has to come along.
        var shifted = before.FirstOrDefault(one => one.Group != group && one.ProductionRule is { } rule
            && RuleWeights.Find(state, rule) is { } weights && weights.ContainsKey(group) && weights.ContainsKey(one.Group));
        return new RevisionTarget(group, container, shifted?.ProductionRule, shifted?.TestRule);
    }

    private static IEnumerable<JsonObject> Entries(ServiceState service) =>
        service.LoadBalancers.OfType<JsonObject>().Where(entry => entry.Text("targetGroupArn") is not null);
}
