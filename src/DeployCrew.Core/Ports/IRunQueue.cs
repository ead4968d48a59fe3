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
