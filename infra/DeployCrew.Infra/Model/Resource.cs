namespace DeployCrew.Infra.Model;

/// <summary>One resource of a stack.</summary>
/// <param name="Type">Type token such as <c>aws:ecs/service:Service</c>.</param>
/// <param name="Name">Logical name, unique in the stack: <c>web-service</c>.</param>
/// <param name="Inputs">Input properties in camelCase, as <c>@pulumi/aws</c> names them.</param>
/// <param name="Options">How the engine treats it.</param>
public sealed record Resource(string Type, string Name, IReadOnlyList<KeyValuePair<string, Value>> Inputs, ResourceOptions Options);

/// <summary>How the engine treats a resource.</summary>
public sealed record ResourceOptions
{
    /// <summary>No special treatment.</summary>
    public static ResourceOptions None { get; } = new();

    /// <summary>Resources that must exist first although no input refers to them.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Input paths whose later changes are somebody else's: the deploy agent's or the autoscaler's.</summary>
    public IReadOnlyList<string> IgnoreChanges { get; init; } = [];

    /// <summary>Refuse to delete it.</summary>
    public bool Protect { get; init; }

    /// <summary>Boolean configuration key: the resource exists only where it is true. Only resources with the same condition, or one
    /// that requires it, may refer to it; others do so in a <see cref="Choice"/>.</summary>
    public string? When { get; init; }

    /// <summary>Concept that it belongs to (network, load-balancer, service-web, …): the file it is written to.</summary>
    public string Concept { get; init; } = "stack";

    /// <summary>Why it is there, for the generated code's comment and the review; null when the type says it all.</summary>
    public string? Why { get; init; }
}
