namespace DeployCrew.Rehearsal.Simulation;

/// <summary>What can go wrong in a simulated rollout.</summary>
public enum FaultKind
{
    /// <summary>The container ends with exit code 1: at once, or after a time.</summary>
    Crash,

    /// <summary>The app answers its health check later than usual.</summary>
    SlowStart,

    /// <summary>The health check fails.</summary>
    Unhealthy,

    /// <summary>Part of the requests is answered with 503; the health check is not.</summary>
    ServerErrors,

    /// <summary>Answers take longer, those to the health check too.</summary>
    Latency,

    /// <summary>An alarm goes off.</summary>
    Alarm,

    /// <summary>The image is not in its registry.</summary>
    ImageMissing,

    /// <summary>A secret of the task definition cannot be read.</summary>
    SecretMissing,

    /// <summary>Running tasks end at a moment.</summary>
    Kill,

    /// <summary>Targets disappear from their target group at a moment; their tasks run on.</summary>
    TargetLost,

    /// <summary>Somebody else deploys.</summary>
    Superseded,

    /// <summary>A user ends the rollout.</summary>
    Abort,

    /// <summary>Somebody refuses the shift that waits for approval.</summary>
    Refused,

    /// <summary>Nobody answers the shift that waits for approval.</summary>
    Expired,

    /// <summary>AWS answers part of the calls with ThrottlingException.</summary>
    Throttle,

    /// <summary>The run's own process is killed, and the run is resumed later.</summary>
    CliKilled,
}
