using DeployCrew.Rehearsal.Simulation;
using static DeployCrew.Simulation.FaultPart;

namespace DeployCrew.Simulation;

/// <summary>How a kind of fault is written.</summary>
internal sealed record FaultRule(FaultKind Kind, string Word, string Usage, string Meaning, params FaultPart[] Takes)
{
    public static readonly IReadOnlyList<string> Stages =
    [
        "RECONCILE_SERVICE", "PRE_SCALE_UP", "SCALE_UP", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT",
        "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP",
    ];

    public static readonly IReadOnlyList<FaultRule> All =
    [
        new(FaultKind.Crash, "crash", "crash[:v1|v2][:SHARE][:AFTER][:@MOMENT]", "tasks exit with code 1, at once or after a time", FaultPart.Version, Share, Length, Moment),
        new(FaultKind.SlowStart, "slow-start", "slow-start[:v1|v2][:SHARE]:LENGTH", "tasks listen later", FaultPart.Version, Share, Length) { Needs = [Length] },
        new(FaultKind.Unhealthy, "unhealthy", "unhealthy[:v1|v2][:SHARE][:@MOMENT]", "the health check fails", FaultPart.Version, Share, Moment),
        new(FaultKind.ServerErrors, "5xx", "5xx[:v1|v2]:SHARE[:@MOMENT]", "that part of the requests is answered with 503; the health check is not", FaultPart.Version, Share, Moment) { Needs = [Share] },
        new(FaultKind.Latency, "latency", "latency[:v1|v2][:SHARE]:LENGTH[:@MOMENT]", "answers take longer, those to the health check too", FaultPart.Version, Share, Length, Moment) { Needs = [Length] },
        new(FaultKind.Alarm, "alarm", "alarm:NAME[:@MOMENT]", "an alarm goes off", Name, Moment) { Needs = [Name], StandardMoment = TimeSpan.FromMinutes(1) },
        new(FaultKind.ImageMissing, "image-missing", "image-missing[:v1|v2]", "the image cannot be pulled", FaultPart.Version),
        new(FaultKind.SecretMissing, "secret-missing", "secret-missing[:v1|v2]", "a secret cannot be read", FaultPart.Version),
        new(FaultKind.Kill, "kill", "kill[:v1|v2][:SHARE][:@MOMENT]", "running tasks are killed", FaultPart.Version, Share, Moment) { StandardMoment = TimeSpan.FromMinutes(1) },
        new(FaultKind.TargetLost, "target-lost", "target-lost[:v1|v2][:SHARE][:@MOMENT]", "targets leave their target group, the tasks run on", FaultPart.Version, Share, Moment) { StandardMoment = TimeSpan.FromMinutes(1) },
        new(FaultKind.Superseded, "superseded", "superseded[:@MOMENT]", "somebody else deploys", Moment) { StandardMoment = TimeSpan.FromMinutes(1) },
        new(FaultKind.Abort, "abort", "abort:@MOMENT or abort:STAGE", "a user ends the rollout", Moment, Name) { NeedsOneOf = [Moment, Name] },
        new(FaultKind.Refused, "refused", "refused", "the approval that the first shift waits for is refused"),
        new(FaultKind.Expired, "expired", "expired", "nobody answers the approval that the first shift waits for"),
        new(FaultKind.Throttle, "throttle", "throttle:SHARE[:LENGTH][:@MOMENT]", "AWS answers that part of the calls with ThrottlingException", Share, Length, Moment) { Needs = [Share] },
        new(FaultKind.CliKilled, "cli-killed", "cli-killed[:LENGTH][:@MOMENT]", "this program is killed, and the run resumed after a length of time", Length, Moment) { StandardMoment = TimeSpan.FromMinutes(1) },
    ];

    public IReadOnlyList<FaultPart> Needs { get; init; } = [];

    public IReadOnlyList<FaultPart> NeedsOneOf { get; init; } = [];

    public TimeSpan StandardMoment { get; init; }
}
