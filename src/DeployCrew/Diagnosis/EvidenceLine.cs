namespace DeployCrew.Diagnosis;

/// <summary>A line that speaks for a cause.</summary>
/// <param name="File">File of the run's folder.</param>
/// <param name="Line">Counts from 1.</param>
/// <param name="Text">The line, without control characters, cut.</param>
public sealed record EvidenceLine(string File, int Line, string Text);
