using DeployCrew.Core.Access;

namespace DeployCrew.Core.Ports;

/// <summary>Who has been given access, and what was done with it. Safe for several processes at once.</summary>
public interface IAccessStore
{
    /// <summary>Every token, by name.</summary>
    Task<IReadOnlyList<AccessToken>> TokensAsync(CancellationToken cancellationToken);

    /// <summary>Changes one token, alone: nobody else changes any meanwhile.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">From what it is now (null: there is none) to what it shall be (null: it is gone); it may throw, and nothing is changed then. Pure: it may be called again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it was before.</returns>
    Task<AccessToken?> ChangeAsync(string name, Func<AccessToken?, AccessToken?> change, CancellationToken cancellationToken);

    /// <summary>Adds a line to the audit trail; it is kept when this returns.</summary>
    Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The newest lines of the audit trail, oldest of them first.</summary>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<AuditEntry>> AuditAsync(int most, CancellationToken cancellationToken);
}
