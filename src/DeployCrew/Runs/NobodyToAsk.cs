using DeployCrew.Core.Ports;

namespace DeployCrew.Runs;

/// <summary>Where no person waits for an answer: a server, a worker, a pipeline.</summary>
internal sealed class NobodyToAsk : IConfirmation
{
    public bool IsPossible => false;

    public Task<bool> AskAsync(string question, CancellationToken cancellationToken) => Task.FromResult(false);
}
