namespace DeployCrew.Diagnosis.Proposals;

/// <summary>The one change that would carry a remedy out. It is a proposal: it becomes requirements when somebody takes it, and then goes through plan and approval.</summary>
/// <param name="Remedy">What it carries out.</param>
/// <param name="Service">The service that it is about.</param>
/// <param name="Path">Its place in the requirements, such as <c>services/web/memory</c>.</param>
/// <param name="Value">The new value, as JSON.</param>
/// <param name="Diff">The change of requirements.json, as a unified diff.</param>
public sealed record Proposal(Remedy Remedy, string Service, string Path, string Value, string Diff);
