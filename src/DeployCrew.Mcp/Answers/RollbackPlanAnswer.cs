using System.ComponentModel;
using DeployCrew.Rollouts;

namespace DeployCrew.Mcp.Answers;

/// <summary>Where a rollback would go.</summary>
internal sealed record RollbackPlanAnswer(
    [property: Description("Hash over where it goes from and to: rollback goes exactly there, or refuses.")] string Hash,
    string Project, string Environment, string Target, IReadOnlyList<RollbackStep> Steps,
    [property: Description("Whether only a person may do it, because the environment asks for approval.")] bool NeedsPerson,
    [property: Description("What can be done now.")] string Next);
