using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Engines;

/// <summary>Brings the world to where a stack model says it should be. A stack is named by the model's project and the configuration's
/// environment.</summary>
public interface IStackEngine
{
    /// <summary>pulumi | terraform | tofu | rehearsal: as journal and messages name it.</summary>
    string Name { get; }

    /// <summary>What applying would do; changes nothing and takes no lock.</summary>
    Task<StackPreview> PreviewAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>Creates, updates and deletes until the stack is as modelled. Safe to repeat.</summary>
    /// <param name="model">The stack.</param>
    /// <param name="configuration">Its configuration in one environment.</param>
    /// <param name="progress">Told of each resource as it is done.</param>
    /// <param name="cancellationToken">Interrupts the engine once and waits for it; what was done by then is kept in its state.</param>
    Task<StackResult> ApplyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken);

    /// <summary>Deletes everything that is in the stack's state, and the state.</summary>
    /// <param name="model">The stack, without protected resources.</param>
    /// <param name="configuration">Its configuration in one environment.</param>
    /// <param name="progress">Told of each resource as it is gone.</param>
    /// <param name="cancellationToken">As for <see cref="ApplyAsync"/>.</param>
    /// <exception cref="Core.Errors.DeployError">DC4055: the model protects a resource; nothing was deleted.</exception>
    Task<StackResult> DestroyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken);

    /// <summary>How the world differs from the engine's state: what was changed (before: the state; after: the world) or deleted outside of
    /// it. Changes nothing.</summary>
    Task<StackPreview> DriftAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>The outputs of the stack as it was applied last; null when it never was. Secret ones are left out.</summary>
    Task<IReadOnlyDictionary<string, string>?> OutputsAsync(
        StackModel model, StackConfiguration configuration, CancellationToken cancellationToken);
}
