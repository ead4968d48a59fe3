using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Rehearsal.Simulation;

namespace DeployCrew.Simulation;

/// <summary>Runs a whole rollout on virtual time: the code that starts, watches and verifies rollouts, over the local cloud's own ECS, without tasks.</summary>
public static class SimulationService
{
    // Any moment will do, as long as it is always the same.
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Simulates; takes milliseconds.</summary>
    /// <exception cref="DeployError">DC5015: there is no such service. DC5031: a fault does not go with the strategy.</exception>
    public static SimulationReport Run(SimulationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Requirements.Services.ContainsKey(request.Service))
            throw RolloutErrors.ServiceUnknown(request.Service, [.. request.Requirements.Services.Keys]);
        Refuse(request);
        var folder = Directory.CreateTempSubdirectory("deploycrew-simulate-");
        try
        {
            request = WithoutSmoke(request);
            File.WriteAllText(Path.Combine(folder.FullName, "requirements.json"), RequirementsWriter.Write(request.Requirements));
            var time = new VirtualTime(Start);
            return time.Run(() => new SimulatedRun(request, folder.FullName, time).RunAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A script would ask an endpoint that is not there.
    private static SimulationRequest WithoutSmoke(SimulationRequest request) => request.Requirements.Deploy is { Analysis: { } analysis } deploy
        ? request with { Requirements = request.Requirements with { Deploy = deploy with { Analysis = analysis with { Smoke = null } } } } : request;

    private static void Refuse(SimulationRequest request)
    {
        var deploy = request.Requirements.Deploy;
        var shifts = DeploymentStrategy.Of(deploy).ShiftsTraffic;
        var problems = request.Faults.Select(fault => fault.Kind switch
        {
            FaultKind.Abort when fault.Name is not null && !shifts => $"abort:{fault.Name}: a rolling deployment has no lifecycle stages; write abort:@1m",
            FaultKind.Refused or FaultKind.Expired when !shifts || request.First => $"{fault.Kind.ToString().ToLowerInvariant()}: nothing waits for approval where no traffic is shifted from one version to another",
            _ => null,
        }).OfType<string>().ToArray();
        if (problems.Length > 0)
            throw SimulationErrors.FaultsOutOfPlace(deploy.Strategy, problems);
    }
}
