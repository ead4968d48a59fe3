using System.Text.Json;
using DeployCrew.Aws;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;
using DeployCrew.Rehearsal.Simulation;
using DeployCrew.Rollouts;
using DeployCrew.Verification;

namespace DeployCrew.Simulation;

/// <summary>One simulated rollout, with all of its parts.</summary>
internal sealed class SimulatedRun
{
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(2);
    private readonly SimulationRequest request;
    private readonly RunFolder folder;
    private readonly VirtualTime time;
    private readonly ServiceRequirements service;
    private readonly SimulatedCloud cloud;
    private readonly SimulatedRollouts rollouts;
    private readonly SimulatedBalancer balancer;
    private readonly SimulatedContracts contracts;
    private readonly SimulatedProbe probe;

    public SimulatedRun(SimulationRequest request, string folder, VirtualTime time)
    {
        (this.request, this.folder, this.time) = (request, new RunFolder(folder), time);
        var wanted = ResolvedServices.In(request.Requirements, request.Environment).First(one => one.Key == request.Service).Value;
        service = request.Tasks is { } tasks ? wanted with { Scaling = wanted.Scaling with { Min = tasks, Max = Math.Max(tasks, wanted.Scaling.Max) } } : wanted;
        var deploy = request.Requirements.Deploy;
        var health = service.Health;
        cloud = new SimulatedCloud(
            new SimulatedService(request.Service, deploy.ShiftsTraffic() && service.Routes.Count > 0, service.Scaling.Min, service.Routes.Count > 0, health.Path)
            {
                Interval = TimeSpan.FromSeconds(health.IntervalSeconds),
                Timeout = TimeSpan.FromSeconds(health.TimeoutSeconds),
                HealthyThreshold = health.HealthyThreshold,
                UnhealthyThreshold = health.UnhealthyThreshold,
                AsksForApproval = deploy.ApproveTraffic,
            },
            time, request.Seed);
        rollouts = new SimulatedRollouts(cloud, EcsServiceRollouts.UpdateRequest);
        balancer = new SimulatedBalancer(cloud);
        contracts = new SimulatedContracts(cloud);
        probe = new SimulatedProbe(cloud);
    }

    public async Task<SimulationReport> RunAsync()
    {
        if (!request.First)
            await Stages(1, NewRun(), out _).RunAsync(StageNames.Rollout, CancellationToken.None);
        cloud.Begin(request.Faults);
        var (begun, run) = (time.GetUtcNow(), NewRun());
        var stages = Stages(2, run, out var verify);
        foreach (var killed in request.Faults.Where(fault => fault.Kind == FaultKind.CliKilled).OrderBy(fault => fault.At))
        {
            if (await HasEndedAsync(stages, begun + killed.At))
                return Report(stages, run, verify, begun);
            await Task.Delay(killed.Length ?? Away, time);
            stages = Stages(2, run, out verify);
        }

        await stages.RunAllAsync(CancellationToken.None);
        return Report(stages, run, verify, begun);
    }

    // False when it was killed before.
    private async Task<bool> HasEndedAsync(StageEngine stages, DateTimeOffset at)
    {
        using var killed = new CancellationTokenSource(at > time.GetUtcNow() ? at - time.GetUtcNow() : TimeSpan.Zero, time);
        try
        {
            await stages.RunAllAsync(killed.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private StageEngine Stages(int version, Run run, out SimulatedVerifyStage verify)
    {
        var rollout = new ServiceRollout(
            request.Service, service, Contract.ReadAsync(contracts, run.Request, CancellationToken.None).GetAwaiter().GetResult(),
            PushedService.Of(cloud.Image(version)));
        var releases = new Releases(
            new RolloutStart(rollouts, time),
            new RolloutWatch(
                rollouts, new RolloutLook(rollouts, balancer, time), new RolloutEvidence(rollouts, probe, probe, time), new TrafficGate(contracts, rollouts), time),
            new Stability(rollouts, balancer, time), new Analyses(new SimulatedMetrics(cloud), probe, new SystemProcessRunner(), time));
        var strategy = rollout.Strategy(DeploymentStrategy.Of(request.Requirements.Deploy));
        verify = new SimulatedVerifyStage(new ServiceVerification(rollouts, balancer, balancer, probe), rollout, time);
        return new StageEngine(
            new StageGraph(
            [
                new SimulatedRolloutStage(releases, rollout, new Release(cloud.Definition(version), strategy, Supervised: true), RolloutStage.LimitOf(request.Requirements.Deploy, 1)),
                verify,
            ]),
            run, time);
    }

    private Run NewRun() => new(
        new RunRequest(folder.RequirementsFile, null, request.Requirements.Project, request.Environment, "simulated"), folder, Journal.InMemory(time));

    private SimulationReport Report(StageEngine stages, Run run, SimulatedVerifyStage verify, DateTimeOffset begun)
    {
        SimulatedLine[] lines = [.. run.Journal.Entries.Where(entry => entry.Kind == JournalKinds.Progress)
            .Select(entry => new SimulatedLine(Seconds(entry.At, begun), entry.Data!.Value.GetString()!))];
        var samples = new StageContext("report", run).Recorded<RolloutSample>(JournalKinds.RolloutSample);
        return new SimulationReport(
            request.Service, request.Requirements.Deploy.Strategy, request.Seed, verify.Seen?.Verdict ?? Verdict.Failed,
            stages.Results.Select(result => result.Error).FirstOrDefault(error => error is not null), samples.LastOrDefault()?.Status, cloud.Traffic(),
            Seconds(time.GetUtcNow(), begun), Math.Round(cloud.UnansweredSeconds, 1), lines, verify.Seen?.Checks ?? [], samples)
        {
            Analysis = new StageContext("report", run).Recorded<AnalysisSample>(JournalKinds.RolloutAnalysis),
        };
    }

    private static double Seconds(DateTimeOffset at, DateTimeOffset begun) => Math.Round((at - begun).TotalSeconds, 1);
}
