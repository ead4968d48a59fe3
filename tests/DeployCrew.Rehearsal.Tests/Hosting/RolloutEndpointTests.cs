using System.Net;
using DeployCrew.Rehearsal.Hosting;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>Alarms and time of a running cloud, through its own paths.</summary>
public sealed class RolloutEndpointTests : IAsyncLifetime
{
    private TestCloud cloud = null!;

    public async Task InitializeAsync() => cloud = await TestCloud.StartAsync();

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task SetAlarm_AnyName_IsShownAndKeptOverARestart()
    {
        var rollouts = new LocalCloudRollouts(cloud.Address);
        Assert.Empty(await rollouts.AlarmsAsync(default));
        await rollouts.SetAlarmAsync("5xx high / web", AlarmState.Alarm, default);
        await rollouts.SetAlarmAsync("b", AlarmState.InsufficientData, default);
        await rollouts.SetAlarmAsync("b", AlarmState.Ok, default);

        await cloud.StopAndStartAsync();

        Assert.Equal(new Dictionary<string, string> { ["5xx high / web"] = "ALARM", ["b"] = "OK" }, await new LocalCloudRollouts(cloud.Address).AlarmsAsync(default));
    }

    [Fact]
    public async Task SetTimeScale_ANumber_IsShownAndKeptOverARestart()
    {
        Assert.Equal(1, await new LocalCloudRollouts(cloud.Address).TimeScaleAsync(default));
        await new LocalCloudRollouts(cloud.Address).SetTimeScaleAsync(37.5, default);

        await cloud.StopAndStartAsync();

        Assert.Equal(37.5, await new LocalCloudRollouts(cloud.Address).TimeScaleAsync(default));
    }

    [Theory]
    [InlineData("time-scale", "0")]
    [InlineData("time-scale", "0.5")]
    [InlineData("time-scale", "10001")]
    [InlineData("time-scale", "NaN")]
    [InlineData("time-scale", "fast")]
    [InlineData("alarms?name=a", "RED")]
    [InlineData("alarms", "OK")]
    public async Task Put_WhatCannotBe_IsRefusedAndChangesNothing(string path, string body)
    {
        using var client = cloud.Address.CreateClient();
        using var answer = await client.PutAsync("/_deploycrew/" + path, new StringContent(body));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal((1, 0), (await new LocalCloudRollouts(cloud.Address).TimeScaleAsync(default), (await new LocalCloudRollouts(cloud.Address).AlarmsAsync(default)).Count));
    }

    [Fact]
    public async Task Put_WithoutTheKey_IsRefused()
    {
        using var client = new HttpClient { BaseAddress = cloud.Address.Endpoint };
        using var answer = await client.PutAsync("/_deploycrew/time-scale", new StringContent("2"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
