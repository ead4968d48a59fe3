namespace DeployCrew.Rehearsal.State;

/// <summary>A target group that a service revision's tasks are registered in.</summary>
/// <param name="Group">ARN of the target group.</param>
/// <param name="Container">Container that is registered.</param>
/// <param name="ProductionRule">ARN of the rule whose weights send it production traffic; null where nothing is shifted.</param>
/// <param name="TestRule">ARN of the rule for test traffic.</param>
internal sealed record RevisionTarget(string Group, string Container, string? ProductionRule = null, string? TestRule = null);
