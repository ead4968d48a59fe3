using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Ecs;

public sealed class ServiceDeploymentTests : IAsyncLifetime
{
    private TestCloud cloud = null!;
    private TestService service = null!;

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        service = await cloud.ProvisionAsync(TestRequirements.Web());
    }

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task Deploy_FirstVersion_SucceedsAndServesThePushedDigest()
    {
        var image = await service.PushAsync("v1");

        var ended = await service.EndOfAsync(await service.DeployAsync(image, rollBack: false));

        Assert.Equal((ServiceDeploymentStatus.Successful, null), (ended.Status, ended.StatusReason));
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
        var container = Assert.Single(Assert.Single(await service.RunningAsync()).Containers);
        Assert.EndsWith("@" + container.ImageDigest, image, StringComparison.Ordinal);
        var revision = await cloud.Rollouts.DescribeRevisionAsync(ended.TargetRevisionArn, default);
        Assert.Equal([container.ImageDigest!], revision.ImageDigests);
    }

    [Fact]
    public async Task Deploy_NewVersion_ReplacesTheOldOneWithoutAFailedRequest()
    {
        await service.ServeAsync("v1", count: 2);
        var image = await service.PushAsync("v2");
        await using var traffic = service.SendTraffic();

        var ended = await service.EndOfAsync(await service.DeployAsync(image, count: 2));

        Assert.Equal(ServiceDeploymentStatus.Successful, ended.Status);
        Assert.Equal("v2", await service.Client.GetStringAsync("/"));
        Assert.Empty((await traffic.StopAsync()).Except(["v1", "v2"]));
        Assert.Equal(2, (await service.RunningAsync()).Count);
    }

    [Theory]
    [InlineData("crash", "Essential container in task exited")]
    [InlineData("unhealthy", "Health checks failed with these codes: [500]")]
    public async Task Deploy_BrokenVersion_IsRolledBackAndTheOldOneServesEveryRequest(string mode, string reason)
    {
        await service.ServeAsync("v1");
        var image = await service.PushAsync("v2", mode);
        await using var traffic = service.SendTraffic();

        // Long enough for a busy machine to bring the app up: its own 500 shall be the reason, not that nobody answers yet.
        var ended = await service.EndOfAsync(await service.DeployAsync(image, graceSeconds: 5));

        Assert.Equal(ServiceDeploymentStatus.RollbackSuccessful, ended.Status);
        Assert.Contains("circuit breaker", ended.StatusReason, StringComparison.Ordinal);
        Assert.Contains(reason, ended.StatusReason, StringComparison.Ordinal);
        Assert.Equal(2, ended.FailedTasks);
        Assert.Equal(["v1"], (await traffic.StopAsync()).Distinct());
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task Deploy_FirstVersionCrashes_StopsAndStartsNoMoreTasks()
    {
        var image = await service.PushAsync("v1", "crash");

        var ended = await service.EndOfAsync(await service.DeployAsync(image, rollBack: false));

        Assert.Equal(ServiceDeploymentStatus.Stopped, ended.Status);
        var tasks = await Eventually.GetAsync(service.TasksAsync, tasks => tasks.All(task => task.Status == "STOPPED"));
        Assert.Equal(2, tasks.Count);
        Assert.All(tasks, task => Assert.Equal(3, task.Containers[0].ExitCode));
        var log = await Eventually.GetAsync(
            () => cloud.Logs.TailAsync(service.LogGroup, $"web/web/{tasks[0].Id}", 10, default), lines => lines.Count >= 2);
        Assert.Equal(["starting v1 crash", "cannot start: no flux capacitor"], log);
    }

    [Fact]
    public async Task Deploy_WhileAnotherIsOpen_SupersedesIt()
    {
        await service.ServeAsync("v1");
        var stuck = await service.DeployAsync(await service.PushAsync("v2", "unhealthy"), threshold: 100);

        var ended = await service.EndOfAsync(await service.DeployAsync(await service.PushAsync("v3")));

        Assert.Equal(ServiceDeploymentStatus.Successful, ended.Status);
        Assert.Equal("v3", await service.Client.GetStringAsync("/"));
        var superseded = await service.EndOfAsync(stuck);
        Assert.Equal(ServiceDeploymentStatus.Stopped, superseded.Status);
        Assert.Contains("superseded", superseded.StatusReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopDeployment_OpenDeployment_RollsBack()
    {
        await service.ServeAsync("v1");
        var stuck = await service.DeployAsync(await service.PushAsync("v2", "unhealthy"), threshold: 100);

        await cloud.Rollouts.StopDeploymentAsync(stuck, default);

        Assert.Equal(ServiceDeploymentStatus.RollbackSuccessful, (await service.EndOfAsync(stuck)).Status);
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task StopDeployment_NothingRunnableToGoBackTo_RollbackFails()
    {
        // The stack's own revision names a placeholder image that is in no registry of ours.
        var stuck = await service.DeployAsync(await service.PushAsync("v1", "unhealthy"), threshold: 3, rollBack: false);

        await cloud.Rollouts.StopDeploymentAsync(stuck, default);

        Assert.Equal(ServiceDeploymentStatus.RollbackFailed, (await service.EndOfAsync(stuck)).Status);
    }

    [Fact]
    public async Task Deploy_ImageThatIsNotThere_FailsWithCannotPullContainerError()
    {
        await service.ServeAsync("v1");

        var ended = await service.EndOfAsync(await service.DeployAsync($"{service.Repository}@sha256:{new string('0', 64)}"));

        Assert.Equal(ServiceDeploymentStatus.RollbackSuccessful, ended.Status);
        Assert.Contains("CannotPullContainerError", ended.StatusReason, StringComparison.Ordinal);
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task Deploy_SecretThatIsNotThere_FailsWithResourceInitializationError()
    {
        service = await cloud.ProvisionAsync(TestRequirements.Web(web => web with
        {
            Secrets = new Dictionary<string, string> { ["API_KEY"] = "ssm:/shop/api-key" },
        }));

        var ended = await service.EndOfAsync(await service.DeployAsync(await service.PushAsync("v1"), rollBack: false));

        Assert.Equal(ServiceDeploymentStatus.Stopped, ended.Status);
        Assert.Contains("ResourceInitializationError", ended.StatusReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_WithSecretAndEnvironment_GivesBothToTheTask()
    {
        await cloud.Parameters.WriteAsync("/shop/api-key", "s3cret", default);
        service = await cloud.ProvisionAsync(TestRequirements.Web(web => web with
        {
            Secrets = new Dictionary<string, string> { ["API_KEY"] = "ssm:/shop/api-key" },
            Environment = new Dictionary<string, string> { ["LEVEL"] = "info" },
        }));

        await service.ServeAsync("v1");

        Assert.Equal("s3cret", await service.Client.GetStringAsync("/env/API_KEY"));
        Assert.Equal("info", await service.Client.GetStringAsync("/env/LEVEL"));
    }

    [Fact]
    public async Task Tasks_OneCrashes_AnotherTakesItsPlace()
    {
        await service.ServeAsync("v1");
        var before = Assert.Single(await service.RunningAsync());

        using (await service.Client.GetAsync("/exit"))
        {
            // the answer is whatever a dying server gives
        }

        var after = await Eventually.GetAsync(service.RunningAsync, running => running.Count == 1 && running[0].Id != before.Id);
        await Eventually.GetAsync(async () => (int)(await service.Client.GetAsync("/")).StatusCode, status => status == 200);
        Assert.NotEqual(before.Id, after[0].Id);
        var stopped = Assert.Single(await service.TasksAsync(), task => task.Id == before.Id);
        Assert.Equal(("STOPPED", 134), (stopped.Status, stopped.Containers[0].ExitCode)); // 128 + SIGABRT
    }

    [Fact]
    public async Task Update_DesiredCount_ScalesUpAndDown()
    {
        await service.ServeAsync("v1");
        var definition = (await cloud.Rollouts.DescribeServiceAsync(service.Cluster, service.ServiceName, default)).TaskDefinition;
        Task ScaleAsync(int count) => cloud.Rollouts.UpdateServiceAsync(
            new ServiceUpdate(service.Cluster, service.ServiceName, definition, count, 2, 30, true, Force: false), default);

        await ScaleAsync(3);
        await Eventually.GetAsync(() => cloud.Targets.DescribeAsync(service.TargetGroup, default), targets => targets.Count(target => target.State == "healthy") == 3);
        await ScaleAsync(1);
        await Eventually.GetAsync(service.RunningAsync, running => running.Count == 1);

        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
        Assert.Equal(2, (await cloud.Rollouts.ListDeploymentsAsync(service.Cluster, service.ServiceName, default)).Count);
    }
}
