namespace DeployCrew.Core.Ports;

/// <summary>A task definition. <paramref name="Document"/> is all of it as the API gave it, so that fields unknown to us survive a new revision.</summary>
/// <param name="Arn">ARN with revision.</param>
/// <param name="Family">Family name.</param>
/// <param name="Containers">Name and image of each container.</param>
/// <param name="Document">The API's JSON.</param>
public sealed record EcsTaskDefinition(string Arn, string Family, IReadOnlyList<EcsContainer> Containers, string Document);

/// <summary>A container of a task definition.</summary>
public sealed record EcsContainer(string Name, string Image);
