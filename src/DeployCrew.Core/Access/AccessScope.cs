namespace DeployCrew.Core.Access;

/// <summary>What somebody may do; each scope holds those before it.</summary>
public enum AccessScope
{
    /// <summary>Look at everything that is shown.</summary>
    Viewer,

    /// <summary>Upload, start, cancel and resume runs.</summary>
    Operator,

    /// <summary>Approve plans, destroy environments, read the audit trail.</summary>
    Approver,
}
