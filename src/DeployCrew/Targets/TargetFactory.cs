using DeployCrew.Aws;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Engines;
using DeployCrew.Preflight;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Rehearsal.Stacks;

namespace DeployCrew.Targets;

/// <summary>Opens targets by name.</summary>
/// <param name="cloud">The local cloud's process, started when it is needed.</param>
internal sealed class TargetFactory(LocalCloudProcess cloud)
{
    /// <summary>Opens a target.</summary>
    /// <param name="request">Names the target, and the stack engine if not the target's own.</param>
    /// <param name="region">Region of the requirements.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="DeployError">DC4051: the local cloud did not start. DC4053: the target is not available.</exception>
    public async Task<DeployTarget> OpenAsync(RunRequest request, string region, CancellationToken cancellationToken)
    {
        if (request.Target != "local")
            throw EngineErrors.TargetNotAvailable(request.Target);
        var address = await cloud.StartAsync(region, cancellationToken);
        var connection = new AwsConnection(address.Region)
        {
            Endpoint = address.Endpoint,
            AccessKeyId = address.AccessKeyId,
            SecretAccessKey = address.SecretAccessKey,
        };
        return With(request.Target, new RehearsalStackEngine(address), connection, new LocalCloudDns());
    }

    private static DeployTarget With(string name, IStackEngine stacks, AwsConnection connection, IDnsLookup dns) => new(
        name, stacks, new SsmContractStore(connection), new EcrRegistryAccess(connection), new EcsServiceRollouts(connection),
        new ElbTargetHealth(connection), new TaggedResources(connection),
        new PreflightFacts(new AccountFacts(connection), new Route53Zones(connection), dns), new CloudWatchTaskLogs(connection), new StsCallerIdentity(connection));
}
