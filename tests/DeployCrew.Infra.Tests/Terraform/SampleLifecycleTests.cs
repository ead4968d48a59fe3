using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>Every sample by the real provider: applied, nothing left to do, destroyed, nothing left.</summary>
[Trait("Category", "real")]
public sealed class SampleLifecycleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // All at once: the provider waits most of the time, a minute of it for each load balancer.
    [RealFact(TerraformTool.Program, TerraformTool.Plugins, MotoServer.Variable, MotoServer.Python)]
    public async Task Samples_AppliedAndDestroyed_AreAsModelledAndGone()
    {
        await using var moto = await MotoServer.StartAsync();
        await Task.WhenAll(
            LifeAsync(moto, Cases.Document("hello-dotnet")), LifeAsync(moto, Cases.Document("hello-static")), LifeAsync(moto, Samples.Shop() with { Region = "eu-west-1" }));
    }

    private async Task LifeAsync(MotoServer moto, RequirementsDocument document)
    {
        var engine = Emulation.Engine(moto, null, folder.In(document.Project));
        var (model, configuration) = (Emulation.Of(StackBlueprint.Create(document)), Cases.Configurations(document)[0]);
        var contract = $"/{model.Project}/{configuration.Environment}";
        var applied = await engine.ApplyAsync(model, configuration, null, default);
        Assert.Equal(applied.Outputs["url"], (await moto.ParametersAsync(contract))[$"{contract}/url"]);
        var again = await engine.PreviewAsync(model, configuration, default);
        Assert.False(again.HasChanges, string.Join('\n', again.Changes.Where(change => change.Kind != ChangeKind.Same)));
        var destroyed = await engine.DestroyAsync(model, configuration, null, default);
        Assert.Equal(StackResolution.Active(model, configuration).Count(), destroyed.Count(ChangeKind.Delete));
        Assert.Empty(await moto.ParametersAsync(contract));
        Assert.Null(await engine.OutputsAsync(model, configuration, default));
    }
}
