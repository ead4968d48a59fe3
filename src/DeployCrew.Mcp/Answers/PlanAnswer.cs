using System.ComponentModel;

namespace DeployCrew.Mcp.Answers;

/// <summary>What a run would do.</summary>
internal sealed record PlanAnswer(
    [property: Description("The plan's hash: run applies exactly this. Left out where the plan must not be applied; refusals say why.")] string? Hash,
    string Project, string Environment, string Target, string Engine, string Account, string Region,
    [property: Description("How a new version takes over.")] string Strategy,
    PlanCounts Counts,
    IReadOnlyList<ChangeView> Changes,
    [property: Description("Digest of each service's image.")] IReadOnlyDictionary<string, string> Images,
    CostView Cost,
    [property: Description("US dollars a month with the requirements that were applied last; left out where these are not known.")] decimal? BeforeUsd,
    [property: Description("What the policy finds and nobody has accepted.")] IReadOnlyList<FindingView> Findings,
    [property: Description("Why it must not be applied as it is; empty: nothing stands against it.")] IReadOnlyList<ErrorView> Refusals,
    [property: Description("Whether a person has to approve it first. No tool of this server can.")] bool NeedsApproval,
    bool IsApproved,
    DateTimeOffset ExpiresAt,
    [property: Description("What can be done now.")] string Next);

/// <summary>How many resources change in each way.</summary>
internal sealed record PlanCounts(int Create, int Update, int Replace, int Delete, int Unchanged);
