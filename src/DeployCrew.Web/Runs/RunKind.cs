using DeployCrew.Core.Runs;
using DeployCrew.Pipeline;

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
        Plan => [("orchestrator", [StageNames.Plan])],
        Destroy => [("infrastructure", [StageNames.Destroy])],
        Rollback => [("deploy", [StageNames.Choose, StageNames.Rollback]), ("verifier", [StageNames.Verify])],
        _ => [("orchestrator", [StageNames.Plan]), ("infrastructure", [StageNames.Generate, StageNames.Provision]), ("build", [StageNames.Build, StageNames.Push]), ("deploy", [StageNames.Rollout]), ("verifier", [StageNames.Verify])],
    };
}
