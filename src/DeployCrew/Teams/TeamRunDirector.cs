using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Runs;

namespace DeployCrew.Teams;

/// <summary>Has runs carried out by the team's workers.</summary>
/// <param name="team">What they share.</param>
/// <param name="mirror">What is known here of its runs.</param>
/// <param name="runs">Runs of this machine: copies of the team's.</param>
/// <param name="plans">Approved plans.</param>
public sealed class TeamRunDirector(Team team, RunMirror mirror, RunStore runs, PlanStore plans) : IRunDirector
{
    /// <inheritdoc/>
    public async Task<string> StartAsync(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = await File.ReadAllTextAsync(request.RequirementsFile);
        var document = RequirementsReader.Read(Path.GetFileName(request.RequirementsFile), text).Document;
        var run = runs.Create(request with { HasInputs = true }, text, PlanOf(request, document));
        var begun = run.Journal.Entries;
        run.Journal.Dispose(); // from here on the mirror writes
        var queued = false;
        try
        {
            var snapshot = $"runs/{run.Id}/0000-000001.zip";
            await RunSnapshot.Nothing(run.Folder).SaveAsync(snapshot, team.Artifacts, CancellationToken.None);
            await team.Queue.EnqueueAsync(new QueuedRun(run.Id, request.Project, request.Environment, request.Target, begun, snapshot), CancellationToken.None);
            mirror.Expect(run.Id);
            queued = true;
            return run.Id;
        }
        finally
        {
            if (!queued)
                Directory.Delete(run.Folder.Path, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async Task<string> ResumeAsync(string id)
    {
        if (!await team.Queue.RequeueAsync(id, CancellationToken.None))
            throw InternalErrors.RunIsUnderWay(id);
        mirror.Expect(id);
        return id;
    }

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string id) => team.Queue.CancelAsync(id, CancellationToken.None);

    /// <inheritdoc/>
    public RunActivity ActivityOf(string id) => mirror.Find(id)?.State switch
    {
        SharedRunState.Queued => RunActivity.Queued,
        SharedRunState.Running => RunActivity.Running,
        _ => RunActivity.None,
    };

    /// <inheritdoc/>
    public ErrorReport? RefusalOf(string id) => mirror.Find(id)?.Refusal;

    // Whether it still says what would happen is for the worker to find: it has the account, and what was built.
    private PlanRecord? PlanOf(RunRequest request, RequirementsDocument document)
    {
        if (request.Plan is null)
            return document.Environments[request.Environment].Approval == "required" && request.BringsOut
                ? throw PlanErrors.NotApproved(request.Environment, null) : null;
        var plan = plans.Find(request.Plan);
        plans.Require(plan);
        return plan;
    }
}
