using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using static System.FormattableString;

namespace DeployCrew.Rollouts;

/// <summary>
/// Judges a look by its limits. What breaks one fails, whatever else is missing; of fewer requests than wanted nothing follows for or against;
/// and only what has everything passes.
/// </summary>
internal static class Analysis
{
    public static (AnalysisOutcome Outcome, IReadOnlyList<string> Reasons) Judge(AnalysisRequirements limits, AnalysisLook look)
    {
        string[] broken = [.. Broken(limits, look)];
        if (broken.Length > 0)
            return (AnalysisOutcome.Fail, broken);
        string[] missing = [.. Missing(limits, look)];
        return missing.Length > 0 ? (AnalysisOutcome.Inconclusive, missing) : (AnalysisOutcome.Pass, []);
    }

    private static IEnumerable<string> Broken(AnalysisRequirements limits, AnalysisLook look)
    {
        if (look.Alarms.Count > 0)
            yield return $"in alarm: {string.Join(", ", look.Alarms)}";
        foreach (var check in look.Checks.Where(check => check.Holds == false))
            yield return $"{check.What}: {check.Seen}";
        if (look.Traffic is not { } traffic || traffic.Requests < limits.MinimumRequests)
            yield break;
        if (SuccessPercent(traffic) < limits.SuccessPercent)
            yield return Invariant($"{traffic.ServerErrors} of {traffic.Requests} requests failed ({SuccessPercent(traffic):0.##} % were answered below 500, at least {limits.SuccessPercent} % are wanted)");
        if (traffic.P50Milliseconds is { } half && half > limits.P50Milliseconds)
            yield return Invariant($"half of {traffic.Requests} requests took up to {half:0} ms, {limits.P50Milliseconds} ms are allowed");
        if (traffic.P99Milliseconds is { } most && most > limits.P99Milliseconds)
            yield return Invariant($"99 of 100 of {traffic.Requests} requests took up to {most:0} ms, {limits.P99Milliseconds} ms are allowed");
    }

    private static IEnumerable<string> Missing(AnalysisRequirements limits, AnalysisLook look)
    {
        foreach (var check in look.Checks.Where(check => check.Holds is null))
            yield return $"{check.What}: {check.Seen}";
        if (look.Healthy < look.Wanted)
            yield return Invariant($"{look.Healthy} of {look.Wanted} targets healthy");
        if (look.Traffic is not { } traffic)
            yield break;
        if (traffic.Requests < limits.MinimumRequests)
            yield return Invariant($"{traffic.Requests} of {limits.MinimumRequests} requests");
        else if ((limits.P50Milliseconds is not null && traffic.P50Milliseconds is null) || (limits.P99Milliseconds is not null && traffic.P99Milliseconds is null))
            yield return "no response times yet";
        if (look.Watched < TimeSpan.FromSeconds(limits.Seconds))
            yield return Invariant($"looked at for less than {limits.Seconds} s");
    }

    private static decimal SuccessPercent(TargetTraffic traffic) =>
        Math.Clamp(100m - (100m * traffic.ServerErrors / traffic.Requests), 0, 100);
}
