using System.Diagnostics;
using System.Globalization;
using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Hosting;

public sealed class LocalCloudTests : IAsyncLifetime
{
    private TestCloud cloud = null!;

    public async Task InitializeAsync() => cloud = await TestCloud.StartAsync();

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task Start_AfterItWasKilled_AdoptsTasksAndKeepsAddressesAndState()
    {
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        await service.ServeAsync("v1");
        await cloud.Parameters.WriteAsync("/hello/note", "kept", default);
        var before = (cloud.Address, Task: Assert.Single(await service.RunningAsync()).Id, Pid: await service.Client.GetStringAsync("/pid"));

        await cloud.KillAsync();
        await cloud.BeginAsync();

        Assert.Equal(before.Address with { ProcessId = 0 }, cloud.Address with { ProcessId = 0 });
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
        Assert.Equal(before.Pid, await service.Client.GetStringAsync("/pid"));
        Assert.Equal(before.Task, Assert.Single(await service.RunningAsync()).Id);
        Assert.Equal("kept", (await cloud.Parameters.ReadAsync("/hello", default))["note"]);
        var ended = await service.EndOfAsync(await service.DeployAsync(await service.PushAsync("v2")));
        Assert.Equal(ServiceDeploymentStatus.Successful, ended.Status);
        Assert.Equal("v2", await service.Client.GetStringAsync("/"));
        await GoneAsync(before.Pid);
    }

    [Fact]
    public async Task Start_AfterATaskDiedUnwatched_StartsAnother()
    {
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        await service.ServeAsync("v1");
        var pid = int.Parse(await service.Client.GetStringAsync("/pid"), CultureInfo.InvariantCulture);
        await cloud.KillAsync();
        using (var process = Process.GetProcessById(pid))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await cloud.BeginAsync();

        Assert.Equal("v1", await Eventually.GetAsync(() => TextOrStatusAsync(service), text => text == "v1"));
    }

    [Fact]
    public async Task Stop_ThenStart_LeavesNoProcessAndServesAgain()
    {
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        await service.ServeAsync("v1", count: 2);
        var pids = new HashSet<string>();
        while (pids.Count < 2)
            pids.Add(await service.Client.GetStringAsync("/pid"));

        await cloud.StopAndStartAsync();

        foreach (var pid in pids)
            await GoneAsync(pid);
        Assert.Equal("v1", await Eventually.GetAsync(() => TextOrStatusAsync(service), text => text == "v1"));
    }

    [Fact]
    public async Task Stop_TaskWithChildren_EndsThemToo()
    {
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        // The shell stays in between, as npm does, and dies of SIGTERM before it could tell its child.
        var image = await service.PushCommandAsync(["sh", "-c", "dotnet test-app.dll v1; true"]);
        Assert.Equal(ServiceDeploymentStatus.Successful, (await service.EndOfAsync(await service.DeployAsync(image))).Status);
        var pid = await service.Client.GetStringAsync("/pid");

        await cloud.StopAndStartAsync();

        await GoneAsync(pid);
    }

    [Fact]
    public async Task Stop_TaskThatDoesNotListen_KillsIt()
    {
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        await service.EndOfAsync(await service.DeployAsync(await service.PushAsync("v1", "deaf")));
        var pid = await service.Client.GetStringAsync("/pid");
        var started = Stopwatch.GetTimestamp();

        await cloud.StopAndStartAsync();

        await GoneAsync(pid);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 3, 20);
    }

    [Fact]
    public async Task OwnPaths_WithoutTheSecret_AreRefused()
    {
        using var client = new HttpClient { BaseAddress = cloud.Address.Endpoint };

        using var answer = await client.PostAsync("/_deploycrew/stop", null);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.False(cloud.Cloud.StopRequested.Task.IsCompleted);
    }

    [Fact]
    public async Task Settings_OnDisk_AreReadableByThisUserOnly()
    {
        if (OperatingSystem.IsWindows())
            return;
        await cloud.ProvisionAsync(TestRequirements.Web());
        foreach (var file in new[] { "settings.json", "ca-key.pem" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(cloud.Folder, "cloud", file)));
    }

    [Fact]
    public async Task Remove_Service_EndsItsTasks()
    {
        var service = await cloud.ProvisionAsync(TestRequirements.Of(
            ("web", new() { Health = TestRequirements.FastHealth }), ("api", new() { Health = TestRequirements.FastHealth, Routes = ["/api"] })), "api");
        Assert.Equal(ServiceDeploymentStatus.Successful, (await service.EndOfAsync(await service.DeployAsync(await service.PushAsync("v1")))).Status);
        var pid = await service.Client.GetStringAsync("/api/pid");

        await cloud.ApplyAsync(TestRequirements.Web());

        await GoneAsync(pid);
    }

    private static async Task<string> TextOrStatusAsync(TestService service)
    {
        using var answer = await service.Client.GetAsync("/");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : answer.StatusCode.ToString();
    }

    private static Task GoneAsync(string pid) => Eventually.HoldsAsync(
        () =>
        {
            try
            {
                using var process = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
                return process.HasExited;
            }
            catch (ArgumentException)
            {
                return true;
            }
        },
        seconds: 20);
}
