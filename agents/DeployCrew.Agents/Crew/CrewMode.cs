using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Crew;

/// <summary>What the tools that change the world need before they are carried out.</summary>
/// <param name="Approval">Whose word.</param>
/// <param name="ReadOnly">They are not carried out at all.</param>
/// <param name="Plan">Hash of the approved plan that the run applies; null without one.</param>
public sealed record CrewMode(ApprovalMode Approval = ApprovalMode.Auto, bool ReadOnly = false, string? Plan = null);
