using DeployCrew.Core.Rollouts;

namespace DeployCrew.Rollouts;

/// <summary>What is to be brought out, and how.</summary>
/// <param name="TaskDefinition">ARN of the task definition.</param>
/// <param name="Strategy">How it takes over.</param>
/// <param name="Supervised">Whether alarms, approvals and analysis of the requirements have a say; not on the way back to what has worked.</param>
internal sealed record Release(string TaskDefinition, DeploymentStrategy Strategy, bool Supervised);
