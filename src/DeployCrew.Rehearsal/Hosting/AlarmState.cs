namespace DeployCrew.Rehearsal.Hosting;

/// <summary>State of an alarm, as CloudWatch has it.</summary>
public enum AlarmState
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It has gone off: deployments that look at it end.</summary>
    Alarm,

    /// <summary>Nobody knows.</summary>
    InsufficientData,
}
