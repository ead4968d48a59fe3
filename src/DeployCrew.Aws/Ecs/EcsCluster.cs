namespace DeployCrew.Aws.Ecs;

/// <summary>An ECS cluster.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">Whether it is there; one that was deleted is told of for a while.</param>
/// <param name="RunningTasks">Tasks that run in it.</param>
/// <param name="ActiveServices">Services that it has.</param>
internal sealed record EcsCluster(string Arn, string Name, bool IsActive, int RunningTasks, int ActiveServices);
