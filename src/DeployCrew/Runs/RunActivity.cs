namespace DeployCrew.Runs;

/// <summary>Whether somebody works on a run.</summary>
public enum RunActivity
{
    /// <summary>Nobody does: it has ended, or can be resumed.</summary>
    None,

    /// <summary>It waits for a worker.</summary>
    Queued,

    /// <summary>Somebody does.</summary>
    Running,
}
