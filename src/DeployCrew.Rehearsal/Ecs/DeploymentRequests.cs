using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>What StopServiceDeployment and ContinueServiceDeployment do to the state. The scheduler's next step takes it up.</summary>
internal static class DeploymentRequests
{
    /// <exception cref="AwsFault">It is not there, or cannot be stopped any more.</exception>
    public static void Stop(CloudState state, string arn, bool rollBack, DateTimeOffset now)
    {
        var (service, deployment) = Find(state, arn) ?? throw Missing();
        // While blue's tasks go there is nothing left to roll back to; ABORT has nothing to leave as it is.
        if (deployment is { RollbackReason: null, Shift.Stage: LifecycleStage.CleanUp })
            throw new AwsFault("ConflictException", "The service deployment is in the lifecycle stage CLEAN_UP and cannot be stopped.");
        if (!deployment.IsOpen)
            throw new AwsFault("ConflictException", $"The service deployment is in {deployment.Status} and cannot be stopped.");
        if (deployment.RollbackReason is null) // asked again: what is being rolled back goes on as it does
            GoBack(service, deployment, "Service deployment was stopped by a request.", rollBack, now);
    }

    /// <exception cref="AwsFault">It is not there, or does not wait.</exception>
    public static void Continue(CloudState state, string arn, string id, bool rollBack, DateTimeOffset now)
    {
        var (service, deployment) = Find(state, arn) ?? throw Missing();
        var hook = deployment.Shift?.Hooks.Find(one => one.Id == id) ?? throw new AwsFault("InvalidParameterException", $"The hook {id} is not one of the service deployment.");
        if (deployment.Status != "IN_PROGRESS" || hook.Status != PauseHooks.Awaiting)
            throw new AwsFault("InvalidParameterException", $"The hook {id} is in {hook.Status} and the service deployment in {deployment.Status}; it cannot be continued.");
        if (rollBack)
            GoBack(service, deployment, $"The lifecycle hook {id} at {hook.Stage} was answered with ROLLBACK.", allowed: true, now);
        else
            hook.Status = "SUCCEEDED";
    }

    public static (ServiceState Service, DeploymentState Deployment)? Find(CloudState state, string arn) => state.Services.Values
        .SelectMany(service => service.Deployments, (service, deployment) => ((ServiceState, DeploymentState)?)(service, deployment))
        .FirstOrDefault(pair => pair!.Value.Item2.Arn == arn);

    private static void GoBack(ServiceState service, DeploymentState deployment, string reason, bool allowed, DateTimeOffset now)
    {
        DeploymentRollback.Begin(service, deployment, now, reason, allowed);
        if (deployment.IsOpen)
            deployment.Status = "ROLLBACK_REQUESTED";
    }

    private static AwsFault Missing() => new("ServiceDeploymentNotFoundException", "The service deployment could not be found.");
}
