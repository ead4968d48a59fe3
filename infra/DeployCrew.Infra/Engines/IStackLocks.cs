using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Engines;

/// <summary>Locks on stacks' states, for whoever has to find out why an operation is refused (DC4054), and to end it.</summary>
public interface IStackLocks
{
    /// <summary>The lock that somebody holds, or has left behind; null when the state is free. Takes no lock itself.</summary>
    Task<StackLock?> FindAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>Removes a lock whose owner is dead. One that lives would lose what it does.</summary>
    /// <param name="model">The stack.</param>
    /// <param name="configuration">Its configuration in one environment.</param>
    /// <param name="id">Id of the lock that was found: another one, taken meanwhile, stays.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Core.Errors.DeployError">DC4057: there is no lock of that id.</exception>
    Task BreakAsync(StackModel model, StackConfiguration configuration, string id, CancellationToken cancellationToken);
}
