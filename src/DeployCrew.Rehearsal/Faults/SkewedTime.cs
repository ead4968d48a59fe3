namespace DeployCrew.Rehearsal.Faults;

/// <summary>The clock that the cloud's endpoints go by.</summary>
internal sealed class SkewedTime(TimeProvider time, FaultPlan faults) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + faults.Skew;
}
