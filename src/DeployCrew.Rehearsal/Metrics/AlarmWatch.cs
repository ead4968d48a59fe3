using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Metrics;

/// <summary>Gives alarms the state that their metrics call for. Periods are as much shorter as bake times are.</summary>
internal sealed class AlarmWatch(StateStore store, BalancerMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            Look();
    }

    /// <summary>Evaluates every alarm that has a definition.</summary>
    public void Look()
    {
        var (alarms, scale) = store.Read(state => (state.Alarms.Where(alarm => alarm.Value.Definition is not null).ToArray(), state.TimeScale));
        var now = time.GetUtcNow();
        foreach (var (name, alarm) in alarms)
        {
            if (Judge(alarm, scale, now) is not { } judged || judged.Value == alarm.Value)
                continue;
            // One that somebody has changed meanwhile is looked at the next time.
            store.ChangeIf(state =>
            {
                if (state.Alarms.GetValueOrDefault(name) != alarm)
                    return false;
                state.Alarms[name] = judged;
                return true;
            });
        }
    }

    private MetricAlarmState? Judge(MetricAlarmState alarm, double scale, DateTimeOffset now)
    {
        var definition = alarm.Definition!;
        var statistic = definition.Text("Statistic") ?? definition.Text("ExtendedStatistic") ?? "";
        var period = Math.Max(1, (int)((definition.Number("Period") ?? 60) / scale));
        var periods = definition.Number("EvaluationPeriods") ?? 1;
        // The last period that is over, and those before it.
        var end = now.ToUnixTimeSeconds() / period * period;
        var metric = MetricId.Of(definition);
        double?[] values = [.. Enumerable.Range(1, periods).Select(back => metrics.Value(metric, statistic, end - (back * period), end - ((back - 1) * period)))];
        var rule = AlarmRule.Of(definition);
        return rule.Judge(values) is { } value
            ? alarm with { Value = value, Reason = rule.Reason(values), Since = now }
            : null;
    }
}
