using DeployCrew.Core.Runs;

namespace DeployCrew.Core.Plans;

/// <summary>A plan that somebody can approve and apply: <c>$DEPLOYCREW_HOME/plans/&lt;hash&gt;.json</c>, or a file that is carried from
/// one machine to another.</summary>
/// <param name="Hash">Hash of <paramref name="Binding"/>.</param>
/// <param name="Binding">What it is bound to.</param>
/// <param name="Request">The run that applies it.</param>
/// <param name="Changes">What the engine would change, one line each; what stays the same is left out.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it can no longer be applied.</param>
/// <param name="NeedsApproval">Whether the environment asks for somebody's approval.</param>
/// <param name="Approval">Who approved it; null until somebody does.</param>
public sealed record PlanRecord(
    string Hash, PlanBinding Binding, RunRequest Request, IReadOnlyList<string> Changes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    bool NeedsApproval, PlanApproval? Approval);

/// <summary>An approval of a plan.</summary>
/// <param name="By">Name of the user, as the operating system has it, or as GitHub has it where the plan was approved there.</param>
/// <param name="At">When.</param>
/// <param name="ExpiresAt">When it ends; never later than the plan.</param>
public sealed record PlanApproval(string By, DateTimeOffset At, DateTimeOffset ExpiresAt);
