namespace DeployCrew.Preflight;

/// <summary>One thing that was looked at before anything is created.</summary>
/// <param name="Check">What: <c>quota: VPCs per Region</c>.</param>
/// <param name="Status">ok | fail | skip.</param>
/// <param name="Detail">What was seen; for a skipped check, why it was skipped.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
/// <param name="Quota">The quota, and the value that is needed, where raising it would help.</param>
public sealed record PreflightResult(string Check, PreflightStatus Status, string Detail, string? Remedy = null, QuotaNeed? Quota = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Status.ToString().ToUpperInvariant(),-4} {Check}: {Detail}";

    internal static PreflightResult Ok(string check, string detail) => new(check, PreflightStatus.Ok, detail);

    internal static PreflightResult Skip(string check, string why) => new(check, PreflightStatus.Skip, why);

    internal static PreflightResult Fail(string check, string detail, string remedy) => new(check, PreflightStatus.Fail, detail, remedy);
}

/// <summary>How a check ended.</summary>
public enum PreflightStatus { Ok, Fail, Skip }

/// <summary>A quota that is too small.</summary>
/// <param name="Quota">The quota.</param>
/// <param name="Value">The least value that would do.</param>
public sealed record QuotaNeed(Core.Ports.ServiceQuota Quota, decimal Value);
