using System.Globalization;
using System.Net.Http.Json;
using DeployCrew.Core.Json;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>What deployments of a running local cloud look at besides their tasks: alarms, and how fast time goes.</summary>
/// <param name="cloud">The cloud.</param>
public sealed class LocalCloudRollouts(LocalCloudAddress cloud)
{
    /// <summary>The highest time scale: a day in about nine seconds.</summary>
    public const int MostTimeScale = 10000;

    /// <summary>States of the alarms, by name: OK, ALARM or INSUFFICIENT_DATA.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AlarmsAsync(CancellationToken cancellationToken)
    {
        using var client = cloud.CreateClient();
        return await client.GetFromJsonAsync<Dictionary<string, string>>(RolloutEndpoint.Alarms, JsonFormat.Compact, cancellationToken) ?? [];
    }

    /// <summary>Sets the state of an alarm, which is made if there is none; one on a metric keeps it until it is evaluated again.</summary>
    public Task SetAlarmAsync(string name, AlarmState state, CancellationToken cancellationToken) => PutAsync(
        $"{RolloutEndpoint.Alarms}?name={Uri.EscapeDataString(name)}",
        state switch { AlarmState.Ok => "OK", AlarmState.Alarm => "ALARM", _ => "INSUFFICIENT_DATA" }, cancellationToken);

    /// <summary>How many times shorter bake times and hook timeouts are than deployments say; 1 is as they say.</summary>
    public async Task<double> TimeScaleAsync(CancellationToken cancellationToken)
    {
        using var client = cloud.CreateClient();
        using var answer = await client.GetAsync(RolloutEndpoint.TimeScale, cancellationToken);
        // A cloud that an earlier version started has no other.
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<double>(JsonFormat.Compact, cancellationToken) : 1;
    }

    /// <summary>Makes bake times and hook timeouts shorter, those that are under way too. The cloud remembers it.</summary>
    /// <param name="scale">1 to <see cref="MostTimeScale"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task SetTimeScaleAsync(double scale, CancellationToken cancellationToken) =>
        PutAsync(RolloutEndpoint.TimeScale, scale.ToString(CultureInfo.InvariantCulture), cancellationToken);

    private async Task PutAsync(string path, string body, CancellationToken cancellationToken)
    {
        using var client = cloud.CreateClient();
        using var content = new StringContent(body);
        using var answer = await client.PutAsync(path, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
