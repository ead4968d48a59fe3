using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;

namespace DeployCrew.Cli.Tests.Simulation;

/// <summary>Every event of the matrix, with what has to come of it, and why. Four tasks, failureThreshold 2, everything else as by default.</summary>
internal static class MatrixEvents
{
    public static readonly string[] Strategies = ["rolling", "blueGreen", "canary", "linear"];

    private static readonly Func<string, Expected?> Never = _ => null;
    private static readonly Func<string, Expected?> Verified = _ => Expected.Verified;
    private static readonly Func<string, Expected?> RolledBack = _ => Expected.RolledBack("DC5002");
    private static readonly Func<string, Expected?> FirstFailed = _ => Expected.FirstFailed();

    private static readonly string[] Stages =
    [
        "PRE_SCALE_UP", "SCALE_UP", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT",
        "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME",
    ];

    public static readonly IReadOnlyList<MatrixEvent> All =
    [
        new("success", Always(), Verified, Verified, "nothing goes wrong"),
        new("approved", Always(), Shifting(Expected.Verified), Never, "somebody says yes to each shift, after a minute") { Approval = true },
        new("crash on start", Always("crash:v2"), RolledBack, FirstFailed, "two failed tasks are the threshold; without an earlier version there is nothing to go back to"),
        new("crash later", Always("crash:v2:30s"), strategy => strategy == "rolling" ? Expected.Verified : Expected.RolledBack("DC5002"), Verified,
            "a rolling deployment, and a first one, have no bake time: they end before the crash, when everything is well"),
        new("slow start, within the grace period", Always("slow-start:v2:10s"), Verified, Verified, "ECS does not count failed health checks in the grace period"),
        new("slow start, beyond the grace period", Always("slow-start:v2:2m"), RolledBack, FirstFailed, "ECS stops tasks that are unhealthy after the grace period; two are the threshold"),
        new("failing health", Always("unhealthy:v2"), RolledBack, FirstFailed, "no task of the new version ever becomes healthy"),
        .. JudgedByAnalysis,
        new("alarm", Moments("alarm:errors:@5s", "alarm:errors:@2m"), RolledBack, FirstFailed,
            "ECS goes back by itself, where there is something to go back to"),
        new("image missing", Always("image-missing:v2"), RolledBack, FirstFailed, "hopeless at the first task: the next one would fail in the same way"),
        new("secret missing", Always("secret-missing:v2"), RolledBack, FirstFailed, "hopeless at the first task: the next one would fail in the same way"),
        new("one task of four killed", Moments("kill:v2:25%:@5s", "kill:v2:25%:@2m"), Verified, Verified, "one failure is below the threshold; ECS replaces the task"),
        new("two tasks of four killed", Moments("kill:v2:50%:@5s", "kill:v2:50%:@2m"), RolledBack, FirstFailed, "two failures are the threshold"),
        new("target lost", Always("target-lost:v2:25%:@2m"), Verified, Verified, "the other targets have all of the traffic, and answer"),
        new("target lost while tasks come up", Moments("target-lost:v2:25%:@5s", "target-lost:v2:25%:@8s"), RolledBack, _ => Expected.FirstFailed("v2 100 %"),
            "a task without a target is not healthy, so that the stage never ends: it is over its time after 15 minutes; what was stopped without a way back stays as it is"),
        new("API throttled for three minutes", Always("throttle:60%:3m:@3s"), Verified, Verified, "no answer says nothing of the rollout: it is asked again"),
        new("superseded", Moments("superseded:@2s", "superseded:@2m"), Superseded, _ => new(Verdict.NotVerified, 3, "DC5004", "nobody"),
            "another deployment is not ours, whatever it does: never verified. It starts from whoever has all of the traffic"),
        new("aborted by a user", Moments("abort:@2s", "abort:@2m"), _ => Expected.Aborted, FirstFailed,
            "v1 has everything again, and nothing was found wrong with v2"),
        .. Stages.Select(stage => new MatrixEvent($"aborted at {stage}", Always($"abort:{stage}"), Shifting(Expected.Aborted), Never, "from every stage there is a way back")),
        new("aborted at CLEAN_UP", Always("abort:CLEAN_UP"), Shifting(Expected.Verified), Never, "v1's tasks go already: ECS refuses, and the rollout ends well"),
        new("CLI killed and resumed", Always("cli-killed:2m:@3s"), Verified, Verified, "the rollout goes on in ECS; the resumed run finds it by its task definition"),
        new("CLI killed, the rollout aborted meanwhile", Moments("cli-killed:5m:@1s abort:@2s", "cli-killed:5m:@1m abort:@2m"), _ => Expected.Aborted,
            strategy => Expected.FirstFailed(strategy == "rolling" ? "v2 100 %" : "nobody"),
            "the resumed run reports what became of its deployment, and does not simply deploy again; a first one that was stopped leaves its tasks as they are"),
        new("approval refused", Always("refused"), Shifting(Expected.Aborted), Never, "nothing was shifted, and nothing was found wrong") { Approval = true },
        new("approval expired", Always("expired"), Shifting(Expected.Aborted), Never, "ECS goes back when the pause times out") { Approval = true },
    ];

    // Where a first version, or a rolling one, gets traffic, there is nothing beside it that it could be judged against.
    private static IEnumerable<MatrixEvent> JudgedByAnalysis =>
    [
        new("5xx under load", Always("5xx:v2:20%"), Verified, Verified, "without analysis nobody counts answers; the health check is well"),
        new("latency", Always("latency:v2:800ms"), Verified, Verified, "without analysis nobody measures; the health check answers in its time"),
        new("5xx under load, with analysis", Always("5xx:v2:20%"), Shifting(Expected.RolledBack("DC5020")), Never, "a fifth of the requests fail, one in a hundred may")
        {
            Analysis = new AnalysisRequirements(),
        },
        new("latency, with analysis", Always("latency:v2:800ms"), Shifting(Expected.RolledBack("DC5020")), Never, "the slowest requests take longer than p99Milliseconds")
        {
            Analysis = new AnalysisRequirements { P99Milliseconds = 500 },
        },
        new("nothing wrong, with analysis", Always(), Shifting(Expected.Verified), Never, "every step has its sample, and the sample is good")
        {
            Analysis = new AnalysisRequirements { P99Milliseconds = 500 },
        },
        new("too few requests, with analysis", Always(), TooFew, Never, "canary and linear wait for a verdict until the pause expires; blue/green has one pause, before the first request")
        {
            Analysis = new AnalysisRequirements { MinimumRequests = 1_000_000 },
        },
    ];

    // A canary and a linear rollout have v1 at most of the traffic after two minutes; blue/green has shifted all of it.
    private static Expected Superseded(string strategy) => new(Verdict.NotVerified, 3, "DC5004", strategy == "blueGreen" ? "v2 100 %" : "v1 100 %");

    private static Expected? TooFew(string strategy) => strategy switch
    {
        "rolling" => null,
        "blueGreen" => Expected.Verified,
        _ => new(Verdict.Inconclusive, 3, "DC5021", "v1 100 %"),
    };

    private static Func<string, bool, string[]> Always(params string[] faults) => (_, _) => faults;

    // A rolling deployment, and a first one, are over within half a minute: there it has to happen early, when tasks have started.
    private static Func<string, bool, string[]> Moments(string quick, string shifting) => (strategy, first) =>
        (strategy == "rolling" ? quick : first ? quick.Replace("@5s", "@8s", StringComparison.Ordinal) : shifting).Split(' ');

    private static Func<string, Expected?> Shifting(Expected expected) => strategy => strategy == "rolling" ? null : expected;
}
