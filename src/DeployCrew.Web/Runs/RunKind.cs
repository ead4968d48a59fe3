using DeployCrew.Core.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>What a run does to its target, and who of the crew works on it.</summary>
public static class RunKind
{
    public const string Deploy = "deploy";
    public const string Plan = "plan";
    public const string Rollback = "rollback";
    public const string Destroy = "destroy";

    /// <summary>The kind of a request.</summary>
    public static string Of(RunRequest request) => request switch
    {
        { PlanOnly: true } => Plan,
        { Destroy: not null } => Destroy,
        { Rollback: not null } => Rollback,
        _ => Deploy,
    };

    /// <summary>The agents that have something to do, with their stages in order.</summary>
    public static IReadOnlyList<(string Agent, string[] Stages)> CrewOf(string kind) => kind switch
    {
        Plan => [("orchestrator", ["plan"])],
        Destroy => [("infrastructure", ["destroy"])],
        Rollback => [("deploy", ["choose", "rollback"]), ("verifier", ["verify"])],
        _ => [("orchestrator", ["plan"]), ("infrastructure", ["generate", "provision"]), ("build", ["build", "push"]), ("deploy", ["rollout"]), ("verifier", ["verify"])],
    };
}
