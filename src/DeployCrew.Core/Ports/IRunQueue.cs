using DeployCrew.Core.Errors;
using DeployCrew.Core.Queue;

namespace DeployCrew.Core.Ports;

/// <summary>The runs of a team: who asks for them, and which worker has which. One environment's runs follow each other.</summary>
public interface IRunQueue
{
    /// <summary>Puts a new run at the end.</summary>
    Task EnqueueAsync(QueuedRun run, CancellationToken cancellationToken);

    /// <summary>Puts a run that rests at the end again. False: it is waiting or worked on.</summary>
    Task<bool> RequeueAsync(string id, CancellationToken cancellationToken);

    /// <summary>Asks to cancel a run; one that waits rests at once. False: it rests already.</summary>
    Task<bool> CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>Where runs stand: every one that waits or is worked on, and others that have changed.</summary>
    /// <param name="within">How long ago the others may have changed; null: the newest two hundred.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<SharedRun>> LookAsync(TimeSpan? within, CancellationToken cancellationToken);
}

/// <summary>The workers' side of the queue.</summary>
public interface IRunClaims
{
    /// <summary>Takes on the run that waits longest, or one whose worker is gone. Null: there is none.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="targets">Targets that it can reach: local, aws.</param>
    /// <param name="holdsFor">How long the claim holds unless it is renewed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<RunClaim?> ClaimAsync(string worker, IReadOnlyList<string> targets, TimeSpan holdsFor, CancellationToken cancellationToken);

    /// <summary>Says that the worker is still there.</summary>
    Task<RunClaimState> RenewAsync(RunClaim claim, TimeSpan holdsFor, CancellationToken cancellationToken);

    /// <summary>Gives a run back.</summary>
    /// <param name="claim">The claim; one that is lost gives nothing back.</param>
    /// <param name="goesOn">Whether another worker is to go on with it; else it rests.</param>
    /// <param name="refusal">Why it could not begin or go on, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ReleaseAsync(RunClaim claim, bool goesOn, ErrorReport? refusal, CancellationToken cancellationToken);
}
