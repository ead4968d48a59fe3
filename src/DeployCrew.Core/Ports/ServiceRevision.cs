namespace DeployCrew.Core.Ports;

/// <summary>A service revision: the workload configuration that a deployment brings out.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="TaskDefinition">ARN of its task definition.</param>
/// <param name="ImageDigests">Digests that ECS resolved for its containers.</param>
public sealed record ServiceRevision(string Arn, string TaskDefinition, IReadOnlyList<string> ImageDigests);
