using System.Diagnostics;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>The local cloud as a background process.</summary>
public sealed class LocalCloudTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    public async Task Down_AfterARun_LeavesNoProcess()
    {
        await home.JsonAsync(0, "run", home.CopySample("hello-static", "stopped"));
        var status = await home.JsonAsync(0, "local", "status");
        var cloud = status["processId"]!.GetValue<int>();
        var task = int.Parse(File.ReadAllText(Path.Combine(home.Path, "home", "local", "state.json"))
            .Split("\"runtimeId\":\"")[1].Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(IsAlive(cloud) && IsAlive(task));

        await home.RunAsync("local", "down");

        Assert.False(IsAlive(cloud), "the cloud's process is left");
        Assert.False(IsAlive(task), "the task's process is left");
        Assert.Equal("false", (await home.JsonAsync(0, "local", "status"))["running"]!.ToString());
    }

    [Fact]
    public async Task Up_AfterTheCloudWasKilled_HasTheSameServiceAtTheSameAddress()
    {
        var report = await home.JsonAsync(0, "run", home.CopySample("hello-static", "survivor"));
        var before = await home.JsonAsync(0, "local", "status");
#pragma warning disable RS0030
        using (var cloud = Process.GetProcessById(before["processId"]!.GetValue<int>()))
#pragma warning restore RS0030
        {
            cloud.Kill();
            await cloud.WaitForExitAsync();
        }

        var after = await home.JsonAsync(0, "local", "up");

        Assert.Equal(before["endpoint"]!.ToString(), after["endpoint"]!.ToString());
        Assert.Equal(before["accessKeyId"]!.ToString(), after["accessKeyId"]!.ToString());
        using var client = Endpoint.Trusting(report["caCertificate"]!.ToString());
        Assert.Contains("hello-static", await client.GetStringAsync(report["url"] + "/"), StringComparison.Ordinal);
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
