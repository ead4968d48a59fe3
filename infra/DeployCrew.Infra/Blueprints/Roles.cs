namespace DeployCrew.Infra.Blueprints;

/// <summary>The two roles of a task: the agent that starts it, and the app itself.</summary>
internal sealed record Roles(ResourceHandle Execution, ResourceHandle ExecutionPermissions, ResourceHandle Task);
