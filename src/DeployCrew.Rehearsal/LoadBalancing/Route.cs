using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>A rule as it was when the table was made, and what becomes of its requests.</summary>
/// <param name="Rule">Its conditions; a copy, because tables are read without the state's lock.</param>
/// <param name="Next">What becomes of the next request.</param>
internal sealed record Route(RuleState Rule, Func<Decision> Next)
{
    public static Route Of(RuleState rule, Func<Decision> next) => new(
        new RuleState { Arn = rule.Arn, Priority = rule.Priority, PathPatterns = [.. rule.PathPatterns], Hosts = [.. rule.Hosts], Conditions = [.. rule.Conditions] }, next);
}
