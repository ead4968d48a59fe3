namespace DeployCrew.Diagnosis;

/// <summary>How sure a rule can be.</summary>
public enum Confidence
{
    /// <summary>Only a consequence, or words beside the failure, speak for it.</summary>
    Unsure,

    /// <summary>The kind of failure is known, or its reason stands in a log.</summary>
    Likely,

    /// <summary>The failed stage itself names the reason.</summary>
    Certain,
}
