using System.Text.Json;
using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Hosting;
using DeployCrew.Agents.Models;
using DeployCrew.Agents.Rules;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Environments;
using DeployCrew.Images.Building;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Registry;
using DeployCrew.Models;
using DeployCrew.Pipeline;
using DeployCrew.Plans;
using DeployCrew.Targets;
using DeployCrew.Verification;
using Microsoft.Extensions.AI;

namespace DeployCrew.Runs;

/// <summary>Starts and resumes runs.</summary>
public sealed class RunService
{
    private readonly RunStore store;
    private readonly Home home;
    private readonly TargetFactory targets;
    private readonly PlanService plans;
    private readonly DestroyService destruction;
    private readonly IProcessRunner processes;
    private readonly TimeProvider time;

    /// <summary>Who is asked before something is changed, where somebody is to be.</summary>
    internal IConfirmation Confirmation { get; init; } = new NobodyToAsk();

    internal RunService(RunStore store, Home home, TargetFactory targets, PlanService plans, DestroyService destruction, IProcessRunner processes, TimeProvider time)
    {
        this.store = store;
        this.home = home;
        this.targets = targets;
        this.plans = plans;
        this.destruction = destruction;
        this.processes = processes;
        this.time = time;
    }

    /// <summary>What can carry the agents' conversation in this build.</summary>
    internal IReadOnlyList<CrewOrchestration> Orchestrations { get; init; } = [CrewOrchestration.Own];

    /// <summary>The same for runs that go on while nobody waits at this process's terminal.</summary>
    internal RunService Unattended() => new(store, home, targets, plans, destruction, processes, time) { Orchestrations = Orchestrations };

    /// <summary>A run from its beginning to its verdict.</summary>
    /// <param name="request">What to do; its requirements have been checked.</param>
    /// <param name="observe">Told of the run as soon as it has a name, before anything happens.</param>
    /// <param name="cancellationToken">Ctrl-C: the run stays resumable.</param>
    /// <exception cref="DeployError">It could not even begin: the lease is held, the target is not available.</exception>
    public async Task<RunReport> StartAsync(RunRequest request, Action<Run> observe, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(request.RequirementsFile, cancellationToken);
        var document = RequirementsReader.Read(Path.GetFileName(request.RequirementsFile), text).Document;
        Permissions.Check(request, document, Confirmation);
        var approved = document.Environments[request.Environment].Approval == "required" && request is { BringsOut: true, ReadOnly: false };
        var plan = approved || request.Plan is not null ? await plans.CheckAsync(request, document, cancellationToken) : null;
        var run = store.Create(request, text, plan);
        using var journal = run.Journal;
        observe(run);
        using var lease = Lease.Take(home, request.Target, request.Project, request.Environment, run.Id);
        return await GoAsync(run, cancellationToken);
    }

    /// <summary>Goes on with a run where it stood. Stages that are done stay done.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public async Task<RunReport> ResumeAsync(string id, Action<Run> observe, CancellationToken cancellationToken)
    {
        // Before the journal is touched: whoever works on the run writes there.
        var folder = store.Find(id);
        var known = RunStore.StatusOf(folder);
        Permissions.Check(RunStore.RequestOf(folder), RequirementsReader.Load(folder.RequirementsFile).Document, Confirmation);
        using var lease = Lease.Take(home, known.Target, known.Project, known.Environment, known.RunId);
        var run = store.Open(id);
        using var journal = run.Journal;
        if (run.Journal.Entries.Count > 1)
            run.Journal.Append(JournalKinds.RunResumed, null, null, null);
        else
            await CheckPlanAsync(run, cancellationToken);
        observe(run);
        return await GoAsync(run, cancellationToken);
    }

    // A run that was begun elsewhere brings its approved plan; whether it still says what would happen is seen here.
    private async Task CheckPlanAsync(Run run, CancellationToken cancellationToken)
    {
        if (File.Exists(run.Folder.PlanFile))
            await plans.CheckAsync(run.Request with { Plan = run.Folder.PlanFile }, RequirementsReader.Load(run.Folder.RequirementsFile).Document, cancellationToken);
    }

    private async Task<RunReport> GoAsync(Run run, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var document = RequirementsReader.Load(run.Folder.RequirementsFile).Document;
        using var engine = DockerEngine.FromEnvironment();
        using var http = RegistryClient.NewHttpClient();
        var target = await targets.OpenAsync(run.Request, document, cancellationToken);
        var registry = new RegistryClient(http, time);
        var images = new ServiceImages(Builders.For(target, engine, processes, http, time), target, home);
        var stages = new StageEngine(
            run.Request switch
            {
                { PlanOnly: true } => new StageGraph([new MakePlanStage(plans)]),
                { Destroy: not null } => new StageGraph([new DestroyStage(destruction)]),
                { Rollback: not null } => RollbackPipeline.Stages(target, registry, new EvidenceFiles(home), processes, time),
                _ => StandardPipeline.Stages(target, document, images, new ImageDocuments(home, time), registry, new EvidenceFiles(home), processes, time),
            }, run, time);
        using var models = run.Request.BringsOut ? RunModels.Open(run, time) : null;
        ErrorReport? stopped = null;
        try
        {
            await (run.Request.BringsOut ? PlayAsync(run, stages, document, target.BuildsElsewhere, models, cancellationToken) : stages.RunAllAsync(cancellationToken));
        }
        catch (DeployError error)
        {
            stopped = error.ToReport();
        }
        catch (OperationCanceledException)
        {
            run.Journal.Append(JournalKinds.RunCancelled, null, null, null);
            throw;
        }

        var report = RunReports.Of(run, stages, stopped, RunModels.UsageOf(models), time.GetElapsedTime(started));
        await File.WriteAllBytesAsync(run.Folder.ReportFile, JsonSerializer.SerializeToUtf8Bytes(report, JsonFormat.Indented), CancellationToken.None);
        run.Journal.Append(JournalKinds.RunEnded, null, null, report);
        return report;
    }

    private async Task PlayAsync(Run run, StageEngine stages, RequirementsDocument document, bool buildsElsewhere, ModelHost? models, CancellationToken cancellationToken)
    {
        using IChatClient client = models is null ? new RuleChatClient(run.Request.Environment) : new CrewChatClient(models);
        var tools = StandardPipeline.Tools(run.Request, () => Describe(document, run.Request.Environment), stages.RunAsync, buildsElsewhere);
        var mode = Permissions.Of(run.Request, document, new StageContext("crew", run).Plan());
        var crew = new CrewRunner(StandardCrew.Of(tools), mode, client, Confirmation, run.Journal) { Orchestrator = OrchestrationOf(run.Request, models) };
        var end = await crew.RunAsync(StandardCrew.TaskOf(run.Request), cancellationToken);
        if (end.Withheld.Count > 0)
            throw AgentErrors.ReadOnly(end.Withheld);
    }

    private CrewOrchestration OrchestrationOf(RunRequest request, ModelHost? models)
    {
        var name = request.Orchestrator ?? (models is not null && Orchestrations.Any(one => one.Name == HostedConversation.SemanticKernel) ? HostedConversation.SemanticKernel : CrewLoop.Name);
        return Orchestrations.FirstOrDefault(one => one.Name == name) ?? throw AgentErrors.OrchestratorNotBuilt(name, Orchestrations.Select(one => one.Name));
    }

    private static string Describe(RequirementsDocument document, string environment) =>
        $"{document.Project}, {document.Region}, {document.Environments[environment].Domain}: services {string.Join(", ", document.Services.Keys.Order(StringComparer.Ordinal))}";
}
