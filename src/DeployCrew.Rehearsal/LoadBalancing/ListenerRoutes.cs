namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>What a listener does with requests, as of one version of the state. Every request reads it, without a lock.</summary>
/// <param name="Version">Version of the state.</param>
/// <param name="Rules">By priority.</param>
/// <param name="Default">What becomes of a request that no rule is for.</param>
/// <param name="Targets">Who may get requests.</param>
internal sealed record ListenerRoutes(long Version, IReadOnlyList<Route> Rules, Func<Decision> Default, IReadOnlySet<string> Targets)
{
    public Decision Decide(ListenerRequest request)
    {
        foreach (var route in Rules)
        {
            if (RuleConditions.Match(route.Rule, request))
                return route.Next();
        }

        return Default();
    }
}
