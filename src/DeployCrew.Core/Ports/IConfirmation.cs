namespace DeployCrew.Core.Ports;

/// <summary>Asks the person who started a command whether something may be done.</summary>
public interface IConfirmation
{
    /// <summary>Whether there is anybody to ask.</summary>
    bool IsPossible { get; }

    /// <summary>Asks; nothing but a clear yes is one.</summary>
    /// <param name="question">What would be done, in words.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<bool> AskAsync(string question, CancellationToken cancellationToken);
}
