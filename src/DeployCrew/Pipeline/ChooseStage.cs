using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;
using DeployCrew.Rollouts;

namespace DeployCrew.Pipeline;

/// <summary>Of a rollback: finds what each service goes back to, and that its image is still there.</summary>
internal sealed class ChooseStage(IContractStore contracts, LiveRevisions revisions, ImageGate gate) : IStage
{
    public string Name => StageNames.Choose;

    public IReadOnlyList<string> DependsOn => [];

    public TimeSpan Timeout => TimeSpan.FromMinutes(5);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var contract = await Contract.ReadAsync(contracts, context.Request, cancellationToken);
        var wanted = context.Request.Rollback!;
        var images = new SortedDictionary<string, PushedService>(StringComparer.Ordinal);
        var definitions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var steps = new List<RollbackStep>();
        foreach (var (name, service) in context.Services())
        {
            var (definition, step) = await revisions.FindAsync(contract, name, wanted.To, cancellationToken);
            steps.Add(step);
            images[name] = PushedService.Of(step.Image);
            definitions[name] = definition.Arn;
            await gate.CheckPullableAsync(new ServiceRollout(name, service, contract, images[name]), definition, cancellationToken);
            context.Progress($"{name}: back to {definition.Arn[(definition.Arn.LastIndexOf('/') + 1)..]}, {images[name].Digest[..19]}");
        }

        if (wanted.Preview is { } shown)
            new RollbackPreview(context.Request.Project, context.Request.Environment, context.Request.Target, steps).RequireShown(shown);
        context.Set(Outputs.Pushed, images);
        context.Set(Outputs.GoingBack, definitions);
        context.Summary = string.Join("; ", images.Select(one => $"{one.Key}: {one.Value.Digest[..19]}"));
    }
}
