using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>What part of its rules' requests a revision gets.</summary>
internal static class TrafficShare
{
    /// <summary>Gives a revision's target groups their share of production traffic, and the groups beside them the rest.</summary>
    public static void SetProduction(CloudState state, ServiceState service, string revision, double percent) =>
        Set(state, service, revision, percent, target => target.ProductionRule);

    /// <summary>The same of test traffic, where there is a rule for it.</summary>
    public static void SetTest(CloudState state, ServiceState service, string revision, double percent) =>
        Set(state, service, revision, percent, target => target.TestRule);

    private static void Set(CloudState state, ServiceState service, string revision, double percent, Func<RevisionTarget, string?> ruleOf)
    {
        foreach (var target in RevisionTargets.Of(service, revision))
        {
            if (ruleOf(target) is { } rule && RuleWeights.Find(state, rule)?.Keys.FirstOrDefault(group => group != target.Group) is { } other)
                RuleWeights.Set(state, rule, target.Group, percent, other);
        }
    }
}
