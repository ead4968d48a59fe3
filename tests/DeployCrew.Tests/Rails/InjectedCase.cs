namespace DeployCrew.Tests.Rails;

/// <summary>A text that somebody has put where a model reads it, and what a model does that obeys it.</summary>
/// <param name="Place">Where the text stands.</param>
/// <param name="Effect">What it is after.</param>
/// <param name="Rail">What stops it: an error's code, or the rule in a word.</param>
/// <param name="RunAsync">Has it obeyed; gives the rail that was met, having made sure that nothing came of it.</param>
public sealed record InjectedCase(string Place, string Effect, string Rail, Func<Task<string>> RunAsync)
{
    public override string ToString() => $"{Place}: {Effect}";
}
