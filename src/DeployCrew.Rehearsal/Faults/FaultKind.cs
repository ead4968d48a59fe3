namespace DeployCrew.Rehearsal.Faults;

/// <summary>What can be made to go wrong in the local cloud.</summary>
public enum FaultKind
{
    /// <summary>The call is refused because there were too many: <c>ThrottlingException</c>, <c>Throttling</c>, 429. Nothing was done.</summary>
    Throttle,

    /// <summary>500 <c>InternalFailure</c>. Nothing was done.</summary>
    Error,

    /// <summary>503 <c>ServiceUnavailable</c>. Nothing was done.</summary>
    Unavailable,

    /// <summary>The identity may not make the call: <c>AccessDenied</c>.</summary>
    Denied,

    /// <summary>The session's credentials have expired: <c>ExpiredToken</c>.</summary>
    Expired,

    /// <summary>The answer comes late.</summary>
    Slow,

    /// <summary>The answer does not come; the connection stays open. Nothing was done.</summary>
    Hang,

    /// <summary>The connection is cut before anything was done.</summary>
    Cut,

    /// <summary>What was asked for is done, and the connection is cut before the answer.</summary>
    Lost,

    /// <summary>The cloud's clock is off.</summary>
    Skew,
}
