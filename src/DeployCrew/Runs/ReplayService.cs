using DeployCrew.Agents.Conversations;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Runs;

/// <summary>Plays the conversations of a run once more, from its journal: without a model, without effect, and without a word written to the run.</summary>
/// <param name="store">The runs.</param>
public sealed class ReplayService(RunStore store)
{
    /// <summary>Replays a run.</summary>
    /// <param name="id">Its name, or an end or beginning of it; null is the newest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC2013 it has no conversation, DC2014 its journal cannot be read, DC2016 something else carried it.</exception>
    public async Task<ReplayedRun> ReplayAsync(string? id, CancellationToken cancellationToken)
    {
        var folder = store.Find(id);
        var entries = Journal.ReadEntries(folder.JournalFile);
        var problems = new List<string>();
        var recorded = RecordedConversation.Read(entries, problems);
        if (problems.Count > 0)
            throw AgentErrors.RecordUnreadable(folder.RunId, problems);
        if (recorded.Count == 0)
            throw AgentErrors.NothingRecorded(folder.RunId);
        var request = RunStore.RequestOf(folder, entries);
        var replayed = new List<ReplayedConversation>();
        foreach (var one in recorded)
            replayed.Add(new ReplayedConversation(one.Start, one.Begun.At, one.Steps, one.End, await ReplayAsync(request, one, cancellationToken)));
        return new ReplayedRun(folder.RunId, replayed);
    }

    private static Task<Divergence?> ReplayAsync(RunRequest request, RecordedConversation recorded, CancellationToken cancellationToken)
    {
        var tools = StandardPipeline.Tools(request, () => throw NotHere(), (_, _) => Task.FromException<StageResult>(NotHere()), recorded.Start.ChangesWorld.Contains("image.build"));
        return new CrewReplay(StandardCrew.Of(tools), StandardCrew.TaskOf(request)).RunAsync(recorded, cancellationToken);
    }

    private static InvalidOperationException NotHere() => new("A replay carries nothing out.");
}
