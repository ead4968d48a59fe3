using DeployCrew.Core.Errors;
using DeployCrew.Core.Queue;

namespace DeployCrew.Core.Ports;

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
