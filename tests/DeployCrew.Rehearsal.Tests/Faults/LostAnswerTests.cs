using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.Faults;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Faults;

/// <summary>Rollouts whose answers are lost, or that were cut off before anything was done: in the end each thing is done once.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private TestCloud cloud = null!;
    private TestService service = null!;
    private LocalCloudFaults faults = null!;
    private EcsTaskDefinition basis = null!;

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        service = await cloud.ProvisionAsync(TestRequirements.Web());
        faults = new LocalCloudFaults(cloud.Address);
        // The stack's own deployment, of no task, has to be over: a rollback goes to what it brought out.
        await Eventually.GetAsync(
            () => cloud.Rollouts.ListDeploymentsAsync(service.Cluster, service.ServiceName, default), known => known[0].FinishedAt is not null);
        basis = await cloud.Rollouts.DescribeTaskDefinitionAsync(Service().TaskDefinition, default);
    }

    public Task DisposeAsync() => cloud.DisposeAsync().AsTask();

    [Theory]
    [InlineData(FaultKind.Lost)]
    [InlineData(FaultKind.Cut)]
    public async Task Register_Disturbed_MakesOneRevision(FaultKind kind)
    {
        var before = cloud.State().TaskDefinitions.Count;
        await DisturbAsync(kind, "RegisterTaskDefinition");

        var arn = await RegisterAsync();

        Assert.Equal(before + 1, cloud.State().TaskDefinitions.Count);
        Assert.Contains(arn, cloud.State().TaskDefinitions.Keys);
        await AssertHitAsync();
    }

    [Theory]
    [InlineData(FaultKind.Lost, true)]
    [InlineData(FaultKind.Cut, true)]
    [InlineData(FaultKind.Lost, false)]
    public async Task Update_Disturbed_MakesOneDeployment(FaultKind kind, bool force)
    {
        var definition = await RegisterAsync();
        var before = Service().Deployments.Count;
        await DisturbAsync(kind, "UpdateService");

        await UpdateAsync(definition, count: 0, force);

        Assert.Equal((before + 1, definition), (Service().Deployments.Count, Service().TaskDefinition));
        await AssertHitAsync();
    }

    [Fact]
    public async Task Update_ForcedOfTheSameDefinitionAndLost_MakesOneDeployment()
    {
        var before = Service().Deployments.Count;
        await DisturbAsync(FaultKind.Lost, "UpdateService");

        await UpdateAsync(basis.Arn, count: 0, force: true);

        Assert.Equal(before + 1, Service().Deployments.Count);
        await AssertHitAsync();
    }

    [Theory]
    [InlineData(FaultKind.Lost)]
    [InlineData(FaultKind.Cut)]
    public async Task Stop_Disturbed_RollsBackOnce(FaultKind kind)
    {
        await UpdateAsync(await RegisterAsync(), count: 1, force: true);
        var (open, before) = (Service().Deployments[0].Arn, Service().Deployments.Count);
        await DisturbAsync(kind, "StopServiceDeployment");

        await cloud.Rollouts.StopDeploymentAsync(open, default);

        var state = Service();
        Assert.Equal((before, basis.Arn), (state.Deployments.Count, state.TaskDefinition));
        Assert.Contains(state.Deployments[0].Status, new[] { "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS" });
        Assert.Equal("Service deployment was stopped by a request.", state.Deployments[0].RollbackReason);
        Assert.Single(state.Events, line => line.Message.Contains("rolling back to", StringComparison.Ordinal));
        await AssertHitAsync();
    }

    private ServiceState Service() => cloud.State().Services.Values.Single();

    private Task<string> RegisterAsync() => cloud.Rollouts.RegisterTaskDefinitionAsync(basis, new("web", "in.no/registry:v1", null, 256, 512), default);

    private Task UpdateAsync(string definition, int count, bool force) => cloud.Rollouts.UpdateServiceAsync(
        new(service.Cluster, service.ServiceName, definition, count, 100, 0, RollBack: true, force), default);

    private Task DisturbAsync(FaultKind kind, string operation) => faults.AddAsync(new(kind) { Service = "ecs", Operation = operation, Times = 1 }, default);

    private async Task AssertHitAsync() => Assert.Equal(1, Assert.Single(await faults.ListAsync(default)).Hits);
}
