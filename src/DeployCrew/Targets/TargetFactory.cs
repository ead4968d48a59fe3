using DeployCrew.Aws;
using DeployCrew.Aws.Builds;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Engines;
using DeployCrew.Preflight;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Rehearsal.Stacks;

namespace DeployCrew.Targets;

/// <summary>Opens targets by name.</summary>
/// <param name="cloud">The local cloud's process, started when it is needed.</param>
/// <param name="engines">The engines for AWS.</param>
internal sealed class TargetFactory(LocalCloudProcess cloud, StackEngines engines)
{
    /// <summary>Opens a target.</summary>
    /// <param name="request">Names the target, and the stack engine if not the target's own.</param>
    /// <param name="document">Valid requirements.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="DeployError">DC4051: the local cloud did not start. DC4059: the account has no state bucket yet.</exception>
    public async Task<DeployTarget> OpenAsync(RunRequest request, RequirementsDocument document, CancellationToken cancellationToken)
    {
        if (request.Target != "local")
            return await OpenAwsAsync(request, document, cancellationToken);
        if (request.Engine is not null)
            throw EngineErrors.EngineOfLocal(request.Engine);
        var address = await cloud.StartAsync(document.Region, cancellationToken);
        var connection = new AwsConnection(address.Region)
        {
            Endpoint = address.Endpoint,
            AccessKeyId = address.AccessKeyId,
            SecretAccessKey = address.SecretAccessKey,
        };
        var builds = new BuildSettings(LocalCloud.BuildBucket, LocalCloud.BuildProject, LocalCloud.BuildInstance);
        return With(request.Target, new RehearsalStackEngine(address), connection, new LocalCloudDns(), builds) with
        {
            Metrics = new ElbTargetMetrics(connection, TimeSpan.FromSeconds(1)), // it measures by the second
        };
    }

    /// <summary>The bucket that stacks keep their state in.</summary>
    public static IStateArchive OpenArchive(string region) => new S3StateArchive(Connection(region));

    private async Task<DeployTarget> OpenAwsAsync(RunRequest request, RequirementsDocument document, CancellationToken cancellationToken)
    {
        var engine = engines.Open(request.Engine, document);
        var archive = OpenArchive(document.Region);
        var bucket = StateBackend.Bucket(document);
        if (!await archive.ExistsAsync(bucket, cancellationToken))
            throw EngineErrors.NotBootstrapped(bucket);
        return With(request.Target, engine, Connection(document.Region), new DnsLookup(), BuildSettings.FromEnvironment(bucket)) with
        {
            Locks = engine as IStackLocks ?? new PulumiLocks(archive, bucket),
        };
    }

    // Credentials and endpoints are those that AWS's own tools would take.
    private static AwsConnection Connection(string region) => new(region);

    private static DeployTarget With(string name, IStackEngine stacks, AwsConnection connection, IDnsLookup dns, BuildSettings builds) => new(
        name, stacks, new SsmContractStore(connection), new EcrRegistryAccess(connection), new EcsServiceRollouts(connection),
        new ElbTargetHealth(connection), new TaggedResources(connection),
        new PreflightFacts(new AccountFacts(connection), new Route53Zones(connection), dns), new CloudWatchTaskLogs(connection), new StsCallerIdentity(connection))
    {
        BuildRunners = [new CodeBuildRunner(connection, builds), new Ec2Runner(connection, builds)],
        BuildsElsewhere = builds.Project is not null || builds.Instance is not null,
        Weights = new ElbListenerWeights(connection),
        Prerequisites = new TaskPrerequisites(connection),
        Metrics = new ElbTargetMetrics(connection, TimeSpan.FromMinutes(1)),
        SecretValues = new SsmSecretValues(connection),
        Scans = new EcrImageScans(connection),
    };
}
