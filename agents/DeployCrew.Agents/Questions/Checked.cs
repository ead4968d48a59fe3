namespace DeployCrew.Agents.Questions;

/// <summary>An answer that was read: its value, or everything that speaks against it.</summary>
/// <param name="Value">What it says; of no use when there are problems.</param>
/// <param name="Problems">Why it cannot be used, in words for whoever wrote it.</param>
public sealed record Checked<T>(T? Value, IReadOnlyList<string> Problems);
