using DeployCrew.Core.Stages;
using DeployCrew.Environments;
using DeployCrew.Infra.Engines;

namespace DeployCrew.Pipeline;

/// <summary>Destroys the run's environment, as it was applied last.</summary>
internal sealed class DestroyStage(DestroyService destruction) : IStage
{
    public string Name => StageNames.Destroy;

    public IReadOnlyList<string> DependsOn => [];

    public TimeSpan Timeout => TimeSpan.FromHours(2); // databases take their time

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Request.Destroy!;
        var request = context.Request with { RequirementsFile = context.Folder.RequirementsFile };
        var result = await destruction.DestroyUnderLeaseAsync(request, wanted.Confirmed, wanted.IncludeProtected, new Gone(context), cancellationToken);
        context.Summary = $"{result.Count(ChangeKind.Delete)} resources are gone";
    }

    private sealed class Gone(StageContext context) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value) => context.Progress(value.ToString());
    }
}
