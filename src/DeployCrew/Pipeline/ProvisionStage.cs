using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;

namespace DeployCrew.Pipeline;

/// <summary>Applies the stack of the environment, and finds that it has written its contract.</summary>
internal sealed class ProvisionStage(IStackEngine engine, IContractStore contracts) : IStage
{
    public string Name => StageNames.Provision;

    public IReadOnlyList<string> DependsOn => [StageNames.Generate];

    public TimeSpan Timeout => TimeSpan.FromMinutes(45);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var document = context.Requirements();
        var progress = new Reported(change =>
        {
            if (change.Kind != ChangeKind.Same)
                context.Log(change.ToString());
        });
        var result = await engine.ApplyAsync(
            StackBlueprint.Create(document), StackBlueprint.Configuration(document, context.Request.Environment), progress, cancellationToken);
        var contract = await Contract.ReadAsync(contracts, context.Request, cancellationToken);
        var stack = new ProvisionedStack(
            engine.Name, result.Count(ChangeKind.Create), result.Count(ChangeKind.Update), result.Count(ChangeKind.Replace), result.Count(ChangeKind.Delete),
            result.Count(ChangeKind.Same), contract[ContractKeys.Url]);
        context.Set(Outputs.Stack, stack);
        context.Summary = $"{stack.Created} created, {stack.Updated} updated, {(stack.Replaced > 0 ? $"{stack.Replaced} replaced, " : "")}{stack.Deleted} deleted, {stack.Unchanged} unchanged ({engine.Name})";
    }

    /// <summary>Reports on the thread that the engine is on; <see cref="Progress{T}"/> would report later, and out of order.</summary>
    private sealed class Reported(Action<ResourceChange> report) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value) => report(value);
    }
}
