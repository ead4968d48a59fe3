namespace DeployCrew.Diagnosis;

/// <summary>How near a line stands to the failure.</summary>
internal enum Nearness
{
    /// <summary>Written by a stage that ended well.</summary>
    Elsewhere,

    /// <summary>Written by no stage in particular, or by one after the failure.</summary>
    Beside,

    /// <summary>In the failed stage's log.</summary>
    Log,

    /// <summary>In the failed stage's error.</summary>
    Error,
}
