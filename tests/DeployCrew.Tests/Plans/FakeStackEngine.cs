using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;

namespace DeployCrew.Tests.Plans;

/// <summary>The twin of <see cref="IStackEngine"/>: would create everything, and counts who has it do so.</summary>
internal sealed class FakeStackEngine : IStackEngine
{
    public string Name => "fake";

    /// <summary>What the preview says; null: everything is created.</summary>
    public StackPreview? Preview { get; set; }

    /// <summary>Calls that change something.</summary>
    public int Changed { get; private set; }

    public Task<StackPreview> PreviewAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken) =>
        Task.FromResult(Preview ?? new StackPreview([.. StackResolution.Active(model, configuration)
            .Select(resource => new ResourceChange(ChangeKind.Create, resource.Type, resource.Name, []))]));

    public Task<StackResult> ApplyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken) => Change();

    public Task<StackResult> DestroyAsync(
        StackModel model, StackConfiguration configuration, IProgress<ResourceChange>? progress, CancellationToken cancellationToken) => Change();

    public Task<StackPreview> DriftAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken) =>
        Task.FromResult(new StackPreview([]));

    public Task<IReadOnlyDictionary<string, string>?> OutputsAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>?>(null);

    private Task<StackResult> Change()
    {
        Changed++;
        return Task.FromResult(new StackResult([], new Dictionary<string, string>()));
    }
}
