using System.Net;
using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.LoadBalancing;

public sealed class DrainingTests : IAsyncLifetime
{
    private TestCloud cloud = null!;
    private TestService service = null!;

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        service = await cloud.ProvisionAsync(TestRequirements.Web());
        await service.ServeAsync("v1");
    }

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task Replace_TaskWithARequestInFlight_LetsItFinish()
    {
        var slow = service.Client.GetStringAsync("/slow?ms=4000");
        var deployment = await service.DeployAsync(await service.PushAsync("v2"));
        await Eventually.GetAsync(() => service.Client.GetStringAsync("/"), text => text == "v2");

        Assert.False(slow.IsCompleted); // the old task has a request to answer yet
        Assert.Null((await cloud.Rollouts.DescribeDeploymentAsync(deployment, default)).FinishedAt);
        Assert.Equal("v1", await slow);
        Assert.Equal(ServiceDeploymentStatus.Successful, (await service.EndOfAsync(deployment)).Status);
    }

    [Fact]
    public async Task Replace_TaskWithAWebSocketAndADownload_LetsThemFinish()
    {
        using var open = await OpenConnections.OpenAsync(service);
        var deployment = await service.DeployAsync(await service.PushAsync("v2"));
        await Eventually.GetAsync(() => service.Client.GetStringAsync("/"), text => text == "v2");

        await open.CompleteAsync("v1");

        Assert.Equal(ServiceDeploymentStatus.Successful, (await service.EndOfAsync(deployment)).Status);
    }

    [Fact]
    public async Task Crash_OfTheOnlyTask_Answers502OrFiveOhThreeUntilTheNextOneIsThere()
    {
        using var dying = await service.Client.GetAsync("/exit");
        Assert.Equal(HttpStatusCode.BadGateway, dying.StatusCode);

        var seen = new HashSet<HttpStatusCode>();
        await Eventually.GetAsync(
            async () =>
            {
                using var answer = await service.Client.GetAsync("/");
                seen.Add(answer.StatusCode);
                return answer.StatusCode;
            },
            status => status == HttpStatusCode.OK);

        Assert.Empty(seen.Except([HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK]));
    }
}
