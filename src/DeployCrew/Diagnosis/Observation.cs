namespace DeployCrew.Diagnosis;

/// <summary>A line with how near it stands to the failure.</summary>
internal sealed record Observation(EvidenceLine Line, Nearness Nearness);
