namespace DeployCrew.Core.Errors;

/// <summary>DC5xxx: rollouts.</summary>
public static class RolloutErrors
{
    /// <summary>The cluster has no such service.</summary>
    public static DeployError ServiceMissing(string service, string cluster) => new("DC5001",
        $"The service '{service}' does not exist in {cluster}.", "Provision the environment's infrastructure first.");

    /// <summary>The new version was found wanting, and the earlier one serves.</summary>
    public static DeployError RolledBack(string service, string reason, IReadOnlyList<string> evidence) => new("DC5002",
        $"The new version of '{service}' was rolled back: {reason}",
        "Correct the app by the probe's transcript and the task's log below, and run again. The earlier version still serves.", evidence);

    /// <summary>The first version did not come up; there is nothing to go back to.</summary>
    public static DeployError FirstDeploymentFailed(string service, string reason, IReadOnlyList<string> evidence) => new("DC5003",
        $"The first version of '{service}' did not come up: {reason}",
        "Correct the app by the probe's transcript and the task's log below, and run again.", evidence);

    /// <summary>Somebody else's deployment took the place of ours.</summary>
    public static DeployError Superseded(string service, string deployment) => new("DC5004",
        $"Another deployment of '{service}' took the place of ours: {deployment}.",
        "Find out who deployed it, and run again when that is meant to be replaced.");

    /// <summary>The contract between infrastructure and delivery is incomplete.</summary>
    public static DeployError ContractKeyMissing(string path, string key) => new("DC5005",
        $"The contract {path} has no '{key}'.", "Provision the environment's infrastructure again: the stack writes the contract.");

    /// <summary>The orchestrator's deployment stopped without an end that we know.</summary>
    public static DeployError Stopped(string service, string status, string reason, IReadOnlyList<string> evidence) => new("DC5006",
        $"The deployment of '{service}' ended as {status}: {reason}", "Read the events below, correct the cause, and run again.", evidence);

    /// <summary>A deployment that goes back has not arrived.</summary>
    public static DeployError StuckOnTheWayBack(string service, string stage, int minutes, IReadOnlyList<string> evidence) => new("DC5010",
        $"The deployment of '{service}' is going back, and has been in {stage} for more than {minutes} minutes.",
        "Look at the events below and at the service in ECS: something keeps the earlier version's tasks from running.", evidence);

    /// <summary>Somebody else's deployment has not ended, and traffic would be divided among three versions.</summary>
    public static DeployError InTheWay(string service, string deployment, string environment) => new("DC5011",
        $"Another deployment of '{service}' has not ended: {deployment}.",
        $"Wait for it (deploycrew rollout status --env {environment}), or end it: deploycrew rollout abort --env {environment}.");

    /// <summary>A rollout that cannot be paused.</summary>
    public static DeployError NoPauses(string service, string environment) => new("DC5012",
        $"The deployment of '{service}' does not wait anywhere: it was started without pauses.",
        $"Let it end, or abort it: deploycrew rollout abort --env {environment}. Later ones wait with deploy.approveTraffic.");

    /// <summary>There is no deployment that could be paused, continued or aborted.</summary>
    public static DeployError NothingUnderWay(string environment, string what) => new("DC5013",
        $"No deployment in '{environment}' {what}.", "See what there is with: deploycrew rollout status.");

    /// <summary>A rollback without a destination.</summary>
    public static DeployError NothingToGoBackTo(string service, string to, IReadOnlyList<string> there) => new("DC5014",
        to.Length == 0 ? $"'{service}' has run nothing else before that it could go back to." : $"'{service}' has not run '{to}', as far as ECS remembers.",
        there.Count == 0 ? "Deploy a version that works." : $"Choose one of its task definitions: {string.Join(", ", there)}.");

    /// <summary>A name that no service has.</summary>
    public static DeployError ServiceUnknown(string service, IReadOnlyList<string> there) => new("DC5015",
        $"The requirements have no service '{service}'.", $"Name one of: {string.Join(", ", there)}.");

    /// <summary>A change of the strategy would delete the target group that serves.</summary>
    public static DeployError LiveOnTheSecond(string service, string environment) => new("DC5016",
        $"The traffic of '{service}' goes to its second target group, which rolling does not have: it would be deleted under its users.",
        $"Bring what is live behind the first one: deploycrew rollout swap --env {environment} --service {service}. Then change the strategy.");

    /// <summary>Somebody ended a deployment; nothing was found wrong with it.</summary>
    public static DeployError Aborted(string service, string reason, IReadOnlyList<string> evidence) => new("DC5017",
        $"The deployment of '{service}' was ended before the new version had taken over: {reason}",
        "Nothing was found wrong with the new version. The earlier one serves; run again when it may go out.", evidence);

    /// <summary>A service that is deployed, and does not come to rest.</summary>
    public static DeployError NotStable(string service, int minutes, string what) => new("DC5018",
        $"'{service}' is deployed, but was not stable within {minutes} minutes: {what}.",
        "Look at what keeps it moving with 'deploycrew rollout status'; without --wait-until stable a run does not wait for that.");

    /// <summary>A swap of target groups that does not end.</summary>
    public static DeployError SwapUnfinished(string service, string stage, int minutes) => new("DC5019",
        $"The swap of '{service}' has not ended within {minutes} minutes: it is in {stage}.",
        "Look at 'deploycrew rollout status'; 'deploycrew rollout abort' brings it back.");
}
