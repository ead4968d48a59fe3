using DeployCrew.Core.Rollouts;

namespace DeployCrew.Rollouts;

/// <summary>The service deployment that brings our revision out.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="TaskDefinition">ARN of the task definition that it brings out.</param>
/// <param name="Strategy">How the new version takes over.</param>
/// <param name="FailureThreshold">Failed tasks that are enough.</param>
/// <param name="First">Whether nothing of ours was live before: there is nothing to go back to.</param>
internal sealed record OurDeployment(string Arn, string TaskDefinition, DeploymentStrategy Strategy, int FailureThreshold, bool First);
