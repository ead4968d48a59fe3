namespace DeployCrew.Core.Runs;

/// <summary>Whose word a tool needs that changes the world.</summary>
public enum ApprovalMode
{
    /// <summary>Nobody's: the request was enough.</summary>
    Auto,

    /// <summary>That of the person at the terminal, before each.</summary>
    Ask,

    /// <summary>That of whoever approved the plan that the run applies.</summary>
    PlanBound,
}
