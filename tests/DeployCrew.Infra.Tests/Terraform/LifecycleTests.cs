using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Engines.Terraform;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;
using DeployCrew.Testing;
using Xunit.Abstractions;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>A stack's whole life with the real Terraform and the real provider against an emulated AWS, by way of the engine.</summary>
[Trait("Category", "real")]
public sealed class LifecycleTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [RealFact(TerraformTool.Program, TerraformTool.Plugins, MotoServer.Variable, MotoServer.Python)]
    public async Task HelloNode_FromBootstrapToDestroy_IsAsModelledAtEveryStep()
    {
        await using var moto = await MotoServer.StartAsync();
        var document = Cases.Document("hello-node");
        await BootstrapAsync(moto, document);
        var engine = Emulation.Engine(moto, TerraformBackend.Of(document), folder.In("work"));
        var (model, dev) = (Emulation.Of(StackBlueprint.Create(document)), Cases.Configurations(document)[0]);
        var resources = StackResolution.Active(model, dev).Count();
        var contract = $"/{model.Project}/{dev.Environment}";

        var planned = await TimedAsync("preview of nothing", () => engine.PreviewAsync(model, dev, default));
        Assert.Equal((resources, true), (planned.Count(ChangeKind.Create), planned.IsStateEmpty));
        Assert.Null(await engine.OutputsAsync(model, dev, default));

        await InterruptAsync(engine, document);
        var told = new Told();
        var applied = await TimedAsync("apply", () => engine.ApplyAsync(model, dev, told, default));
        Assert.Equal(applied.Count(ChangeKind.Create) + applied.Count(ChangeKind.Replace), told.Changes.Count);
        Assert.Equal(resources, applied.Changes.Count);
        Assert.Equal($"https://{document.Environments["dev"].Domain}", applied.Outputs["url"]);
        Assert.Equal(applied.Outputs["url"], (await moto.ParametersAsync(contract))[$"{contract}/url"]);
        Assert.Equal(model.Resources.Count(resource => resource.Name.StartsWith("contract-", StringComparison.Ordinal)), (await moto.ParametersAsync(contract)).Count);

        var again = await TimedAsync("preview of what is there", () => engine.PreviewAsync(model, dev, default));
        Assert.False(again.HasChanges, string.Join('\n', again.Changes.Where(change => change.Kind != ChangeKind.Same)));
        Assert.Equal(applied.Outputs, await engine.OutputsAsync(model, dev, default));

        await DriftAsync(moto, engine, model, dev, $"{contract}/url");
        await LockedAsync(moto, engine, model, dev, TerraformBackend.Of(document).Bucket);

        var changed = await engine.PreviewAsync(model, dev with { Values = With(dev, "vpcCidr", "10.99.0.0/16") }, default);
        var vpc = changed.Changes.Single(change => change.Name == "vpc");
        Assert.Equal($"replace aws:ec2/vpc:Vpc vpc (cidrBlock!)", vpc.ToString());
        Assert.Contains(changed.Changes, change => change.Name == "public-1" && change.Properties.Any(property => property is { Path: "vpcId", After: PropertyChange.Unknown, ForcesReplacement: true }));

        var destroyed = await TimedAsync("destroy", () => engine.DestroyAsync(model, dev, null, default));
        Assert.Equal(resources, destroyed.Count(ChangeKind.Delete));
        Assert.Empty(await moto.ParametersAsync(contract));
        Assert.True((await engine.PreviewAsync(model, dev, default)).IsStateEmpty);
    }

    /// <summary>The state's own stack is applied first, with its state in a folder; it is protected.</summary>
    private async Task BootstrapAsync(MotoServer moto, Core.Requirements.RequirementsDocument document)
    {
        var (engine, model, configuration) = (Emulation.Engine(moto, null, folder.In("work")), Emulation.Of(StateBackendBlueprint.Create(document)), StateBackendBlueprint.Configuration(document));
        var result = await TimedAsync("bootstrap", () => engine.ApplyAsync(model, configuration, null, default));
        Assert.Equal(model.Resources.Count, result.Count(ChangeKind.Create));
        var error = await Assert.ThrowsAsync<DeployError>(() => engine.DestroyAsync(model, configuration, null, default));
        Assert.Equal("DC4055", error.Code);
    }

    /// <summary>Cancelled in the middle, the engine ends in order: what was made is in its state, and the lock is free. Two resources
    /// without names of their own: where the provider gives up a request that AWS has heard already, a name would be taken.</summary>
    private async Task InterruptAsync(TerraformStackEngine engine, Core.Requirements.RequirementsDocument document)
    {
        var region = new ConfigurationDeclaration("aws:region", ConfigurationKind.Text, "AWS region.");
        var dev = new StackConfiguration("dev", new Dictionary<string, object> { ["aws:region"] = document.Region });
        var model = new StackModel("interrupted",
            [
                new("aws:ec2/eip:Eip", "quick", [new("domain", "vpc")], ResourceOptions.None),
                // The provider waits ten seconds for it.
                new("aws:ec2/vpc:Vpc", "slow", [new("cidrBlock", "10.0.0.0/16"), new("enableDnsHostnames", true)], ResourceOptions.None),
            ], [region], []);
        using var cancellation = new CancellationTokenSource();
        await TimedAsync("interrupted apply", () => Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            engine.ApplyAsync(model, dev, new Told { Then = cancellation.Cancel }, cancellation.Token)));
        Assert.Null(await engine.FindAsync(model, dev, default));
        var left = await engine.PreviewAsync(model, dev, default);
        Assert.Equal(ChangeKind.Same, left.Changes.Single(change => change.Name == "quick").Kind);
        Assert.NotEqual(ChangeKind.Same, left.Changes.Single(change => change.Name == "slow").Kind);
        await engine.DestroyAsync(model, dev, null, default);
    }

    private static async Task DriftAsync(MotoServer moto, TerraformStackEngine engine, StackModel model, StackConfiguration dev, string parameter)
    {
        var none = await engine.DriftAsync(model, dev, default);
        Assert.False(none.HasChanges, string.Join('\n', none.Changes.Where(change => change.Kind != ChangeKind.Same)));
        var before = (await moto.ParametersAsync(parameter[..parameter.LastIndexOf('/')]))[parameter];
        await moto.ChangeParameterAsync(parameter, "https://elsewhere.test");
        var drift = await engine.DriftAsync(model, dev, default);
        var changed = Assert.Single(drift.Changes, change => change.Kind != ChangeKind.Same);
        Assert.Equal(("contract-url", ChangeKind.Update), (changed.Name, changed.Kind));
        // To the provider, the value of every parameter is a secret.
        Assert.Equal(new PropertyChange("value", "***", "***"), Assert.Single(changed.Properties));
        await moto.ChangeParameterAsync(parameter, before);
    }

    private static async Task LockedAsync(MotoServer moto, TerraformStackEngine engine, StackModel model, StackConfiguration dev, string bucket)
    {
        const string Id = "2b6a1d9c-7a11-4c6e-9a55-0d1f6f1c2b3a";
        await moto.PutObjectAsync(bucket, $"{TerraformBackend.Key(model.Project, dev.Environment)}.tflock",
            $$"""{"ID":"{{Id}}","Operation":"OperationTypeApply","Info":"","Who":"ana@laptop","Version":"1.11.4","Created":"2026-11-20T10:00:00Z","Path":"x"}""");
        Assert.False((await engine.PreviewAsync(model, dev, default)).HasChanges);
        var error = await Assert.ThrowsAsync<DeployError>(() => engine.ApplyAsync(model, dev, null, default));
        Assert.Equal("DC4054", error.Code);
        Assert.Contains("apply by ana@laptop since 2026-11-20 10:00:00Z", error.Message, StringComparison.Ordinal);
        Assert.Equal(new StackLock(Id, "ana@laptop", "apply", new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero)), await engine.FindAsync(model, dev, default));
        await Assert.ThrowsAsync<DeployError>(() => engine.BreakAsync(model, dev, Guid.NewGuid().ToString(), default));
        await engine.BreakAsync(model, dev, Id, default);
        Assert.Null(await engine.FindAsync(model, dev, default));
    }

    private static Dictionary<string, object> With(StackConfiguration configuration, string key, object value) =>
        new(configuration.Values) { [key] = value };

    private async Task<T> TimedAsync<T>(string what, Func<Task<T>> act)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var result = await act();
        output.WriteLine($"{what}: {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        return result;
    }

    private sealed class Told : IProgress<ResourceChange>
    {
        public List<ResourceChange> Changes { get; } = [];

        public Action? Then { get; init; }

        public void Report(ResourceChange value)
        {
            Changes.Add(value);
            Then?.Invoke();
        }
    }
}
