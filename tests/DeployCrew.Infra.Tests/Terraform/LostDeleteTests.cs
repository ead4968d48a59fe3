using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>The answer to a delete is lost on its way: the real provider asks again, and is told that there is no such thing.</summary>
[Trait("Category", "real")]
public sealed class LostDeleteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [RealFact(TerraformTool.Program, TerraformTool.Plugins, MotoServer.Variable, MotoServer.Python)]
    public async Task Destroy_AnswerToADeleteIsLost_EndsAllTheSameAndSaysSo()
    {
        await using var moto = await MotoServer.StartAsync();
        await using var proxy = new LosingProxy(moto.Address, "Action=DeleteListener");
        var engine = Emulation.Engine(proxy.Address, null, folder.In("work"));
        var document = Cases.Document("hello-static");
        var (model, configuration) = (Emulation.Of(StackBlueprint.Create(document)), Cases.Configurations(document)[0]);
        await engine.ApplyAsync(model, configuration, null, default);
        var told = new List<ResourceChange>();

        var destroyed = await engine.DestroyAsync(model, configuration, new Immediately(told.Add), default);

        Assert.Equal(1, proxy.Losses);
        var gone = Assert.Single(told, change => change.Remark is not null);
        Assert.Equal("aws:lb/listener:Listener", gone.Type);
        Assert.Equal(StackResolution.Active(model, configuration).Count(), destroyed.Count(ChangeKind.Delete));
        Assert.Equal(destroyed.Count(ChangeKind.Delete), told.Count);
        Assert.Null(await engine.OutputsAsync(model, configuration, default));
    }

    private sealed class Immediately(Action<ResourceChange> act) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value)
        {
            lock (this)
                act(value);
        }
    }
}
