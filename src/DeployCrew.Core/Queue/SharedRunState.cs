namespace DeployCrew.Core.Queue;

/// <summary>Whether a run of the team waits, is worked on, or rests.</summary>
public enum SharedRunState
{
    /// <summary>It waits for a worker, or for the run before it in its environment.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Nobody works on it: it has ended, or was stopped and can be resumed.</summary>
    Resting,
}
