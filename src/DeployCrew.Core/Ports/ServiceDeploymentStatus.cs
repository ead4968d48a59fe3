namespace DeployCrew.Core.Ports;

/// <summary>ECS's status of a service deployment; a status that is not known here is <see cref="Unknown"/>, and not an end.</summary>
public enum ServiceDeploymentStatus
{
    Unknown, Pending, InProgress, Successful, Stopped, StopRequested,
    RollbackRequested, RollbackInProgress, RollbackSuccessful, RollbackFailed,
}
