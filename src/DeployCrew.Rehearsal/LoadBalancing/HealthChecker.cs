using System.Collections.Concurrent;
using System.Globalization;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>
/// The target groups' health checks. A new target is healthy after its first success, and is asked more often until then; failures count at the
/// group's interval. Afterwards both thresholds hold (ELB user guide, "Health checks for your target groups").
/// </summary>
internal sealed class HealthChecker(StateStore store, TargetRegistration targets, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstChecks = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Starts the checks that are due.</summary>
    public void Tick(CancellationToken cancellationToken)
    {
        targets.RemoveDrained();
        var now = time.GetUtcNow();
        foreach (var (group, target) in store.Read(state => state.TargetGroups.Values
            .SelectMany(group => group.Targets, (group, target) => (group, target)).Where(pair => pair.target.Health != "draining").ToArray()))
        {
            var own = series.GetOrAdd($"{group.Arn} {target.TaskId} {target.RegisteredAt.Ticks}", _ => new Series());
            if (now >= own.NextAt && (own.Running is null || own.Running.IsCompleted))
                own.Running = CheckAsync(own, group, target, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task CheckAsync(Series own, TargetGroupState group, TargetState target, CancellationToken cancellationToken)
    {
        var failure = await AskAsync(group, target, cancellationToken);
        var now = time.GetUtcNow();
        var interval = TimeSpan.FromSeconds(group.IntervalSeconds);
        var counts = failure is null || now - own.LastCounted >= interval;
        if (counts)
        {
            own.LastCounted = now;
            own.Passes = failure is null ? own.Passes + 1 : 0;
            own.Failures = failure is null ? 0 : own.Failures + 1;
        }

        var next = Next(target.Health, own, group);
        own.NextAt = now + (next == "initial" ? FirstChecks : interval);
        if (next != target.Health || (next == "unhealthy" && failure?.Description != target.Description))
            store.Change(state => Set(target, next, failure));
    }

    private async Task<Failure?> AskAsync(TargetGroupState group, TargetState target, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(group.TimeoutSeconds), time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{target.Address}:{group.HealthPort ?? target.Port}{group.HealthPath}");
        request.Headers.TryAddWithoutValidation("User-Agent", "ELB-HealthChecker/2.0");
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            var status = (int)answer.StatusCode;
            return Matches(group.Matcher, status)
                ? null
                : new Failure("Target.ResponseCodeMismatch", $"Health checks failed with these codes: [{status}]");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Failure("Target.Timeout", "Request timed out");
        }
        catch (HttpRequestException)
        {
            return new Failure("Target.FailedHealthChecks", "Health checks failed");
        }
    }

    private static string Next(string health, Series own, TargetGroupState group) => health switch
    {
        "initial" when own.Passes > 0 => "healthy",
        "initial" when own.Failures >= group.UnhealthyThreshold => "unhealthy",
        "healthy" when own.Failures >= group.UnhealthyThreshold => "unhealthy",
        "unhealthy" when own.Passes >= group.HealthyThreshold => "healthy",
        _ => health,
    };

    private static void Set(TargetState target, string health, Failure? failure)
    {
        if (target.Health == "draining")
            return;
        target.Health = health;
        target.Reason = health == "healthy" ? null : failure?.Reason ?? target.Reason;
        target.Description = health == "healthy" ? null : failure?.Description ?? target.Description;
    }

    // "200", "200,202", "200-399"
    private static bool Matches(string matcher, int status) => matcher.Split(',').Any(part =>
    {
        var range = part.Split('-');
        var low = int.Parse(range[0], CultureInfo.InvariantCulture);
        return status >= low && status <= (range.Length > 1 ? int.Parse(range[1], CultureInfo.InvariantCulture) : low);
    });

    private sealed class Series
    {
        public int Passes { get; set; }

        public int Failures { get; set; }

        public DateTimeOffset LastCounted { get; set; }

        public DateTimeOffset NextAt { get; set; }

        public Task? Running { get; set; }
    }

    private sealed record Failure(string Reason, string Description);
}
