using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using static System.FormattableString;

namespace DeployCrew.Rollouts;

/// <summary>Says where a rollout stands, each time that it moved: as a line for people and as a sample in the journal.</summary>
internal sealed class RolloutProgress(StageContext context, string service, DeploymentStrategy strategy)
{
    private RolloutSample? last;
    private string said = "";
    private DateTimeOffset? shiftedAt;

    /// <summary>Whether something had changed since the last look.</summary>
    public bool Report(RolloutSnapshot seen, string? waiting)
    {
        var sample = RolloutSample.Of(service, seen, waiting);
        if (sample.IsSameAs(last))
            return false;
        last = sample;
        if (sample.ProductionPercent > 0)
            shiftedAt ??= sample.At;
        context.Record(JournalKinds.RolloutSample, sample);
        if (Line(sample, seen.Deployment) is var line && line != said)
            context.Progress(said = line);
        return true;
    }

    private string Line(RolloutSample sample, ServiceDeployment deployment)
    {
        var parts = new List<string> { Invariant($"{sample.Healthy} of {sample.Requested} tasks healthy") };
        if (sample.Failed > 0)
            parts.Add(Invariant($"{sample.Failed} failed"));
        if (sample.ProductionPercent is { } percent)
            parts.Add(Invariant($"{percent:0.#} % of the traffic"));
        if (sample.Waiting is not null)
            parts.Add("waits: " + sample.Waiting);
        else if (deployment.IsGoingBack)
            parts.Add("going back");
        else if (sample.Stage is "PRODUCTION_TRAFFIC_SHIFT" or "BAKE_TIME" && Left(sample.At) is { TotalSeconds: > 30 } left)
            parts.Add(Invariant($"about {Math.Ceiling(left.TotalMinutes):0} min left"));
        return $"{sample.Service}: {sample.Stage ?? sample.Status}, {string.Join(", ", parts)}";
    }

    private TimeSpan? Left(DateTimeOffset now) => shiftedAt is { } since ? strategy.BakeTime - (now - since) : null;
}
