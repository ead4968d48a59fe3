using DeployCrew.Core.Ports;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>A person who answers what the test has written for them, and remembers what they were asked.</summary>
internal sealed class ScriptedConfirmation : IConfirmation
{
    public Queue<bool> Answers { get; } = new();

    public List<string> Asked { get; } = [];

    public bool IsPossible => true;

    public Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        Asked.Add(question);
        return Task.FromResult(Answers.Dequeue());
    }
}
