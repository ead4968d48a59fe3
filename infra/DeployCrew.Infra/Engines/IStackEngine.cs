using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Engines;

/// <summary>Brings the world to where a stack model says it should be.</summary>
public interface IStackEngine
{
    /// <summary>pulumi | rehearsal: as journal and messages name it.</summary>
    string Name { get; }

    /// <summary>What applying would do; changes nothing.</summary>
    Task<StackPreview> PreviewAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>Creates, updates and deletes until the stack is as modelled. Safe to repeat.</summary>
    /// <param name="model">The stack.</param>
    /// <param name="configuration">Its configuration in one environment.</param>
    /// <param name="progress">Told of each resource as it is done.</param>
    /// <param name="cancellationToken">Ends the call; what was done by then is kept in the engine's state.</param>
    Task<StackResult> ApplyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken);
}

/// <summary>What applying a stack would change.</summary>
public sealed record StackPreview(IReadOnlyList<ResourceChange> Changes)
{
    /// <summary>How many resources would change in one way.</summary>
    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);
}

/// <summary>What happened, or would happen, to one resource.</summary>
/// <param name="Kind">create | update | delete | same.</param>
/// <param name="Type">Type token.</param>
/// <param name="Name">Logical name.</param>
/// <param name="Properties">For an update, the inputs that differ.</param>
public sealed record ResourceChange(ChangeKind Kind, string Type, string Name, IReadOnlyList<string> Properties);

/// <summary>The ways in which a resource can change.</summary>
public enum ChangeKind { Same, Create, Update, Delete }

/// <summary>An applied stack.</summary>
public sealed record StackResult(IReadOnlyList<ResourceChange> Changes, IReadOnlyDictionary<string, string> Outputs);
