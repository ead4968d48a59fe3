using DeployCrew.Aws;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Rehearsal.Stacks;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>A local cloud of a test's own, in this process, with the product's own AWS clients to talk to it.</summary>
internal sealed class TestCloud : IAsyncDisposable
{
    public const string Region = "eu-west-1";

    private readonly TemporaryFolder folder = new();
    private readonly string dockerHost;
    private readonly Func<LocalCloudAddress, Uri>? endpoint;
    private int images;

    private TestCloud(string dockerHost, Func<LocalCloudAddress, Uri>? endpoint)
    {
        this.dockerHost = dockerHost;
        this.endpoint = endpoint;
    }

    public LocalCloud Cloud { get; private set; } = null!;

    public AwsConnection Connection { get; private set; } = null!;

    public LocalCloudAddress Address => Cloud.Address;

    public string Folder => folder.Path;

    public EcsServiceRollouts Rollouts { get; private set; } = null!;

    public SsmContractStore Parameters { get; private set; } = null!;

    public CloudWatchTaskLogs Logs { get; private set; } = null!;

    public EcrRegistryAccess Registry { get; private set; } = null!;

    public ElbTargetHealth Targets { get; private set; } = null!;

    /// <param name="dockerHost">Engine for containers; by default none.</param>
    /// <param name="endpoint">Where the AWS clients go instead of straight to the cloud, such as a recorder.</param>
    public static async Task<TestCloud> StartAsync(string dockerHost = "unix:///nowhere/docker.sock", Func<LocalCloudAddress, Uri>? endpoint = null)
    {
        var cloud = new TestCloud(dockerHost, endpoint);
        await cloud.BeginAsync();
        return cloud;
    }

    /// <summary>As if its process was killed: nothing is told, nothing is stopped.</summary>
    public async Task KillAsync() => await Cloud.DisposeAsync();

    /// <summary>Stops it in order and starts it again.</summary>
    public async Task StopAndStartAsync()
    {
        await Cloud.StopAsync(default);
        await Cloud.DisposeAsync();
        await BeginAsync();
    }

    public async Task<TestService> ProvisionAsync(RequirementsDocument document, string service = "web")
    {
        await ApplyAsync(document);
        var contract = await Parameters.ReadAsync($"/{document.Project}/dev", default);
        return new TestService(this, contract, service);
    }

    public async Task<StackResult> ApplyAsync(RequirementsDocument document)
    {
        using var engine = new RehearsalStackEngine(Address);
        return await engine.ApplyAsync(StackBlueprint.Create(document), StackBlueprint.Configuration(document, "dev"), null, default);
    }

    /// <summary>The state as it is on disk.</summary>
    public CloudState State() => System.Text.Json.JsonSerializer.Deserialize<CloudState>(
        File.ReadAllBytes(folder.In("cloud", "state.json")), Core.Json.JsonFormat.Compact)!;

    public string NewImageFolder() => folder.In("images", Interlocked.Increment(ref images).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await Cloud.StopAsync(default);
        await Cloud.DisposeAsync();
        folder.Dispose();
    }

    public async Task BeginAsync()
    {
        Cloud = new LocalCloud(folder.In("cloud"), Region, dockerHost, TimeProvider.System);
        await Cloud.StartAsync(default);
        Connection = new AwsConnection(Region)
        {
            Endpoint = endpoint?.Invoke(Address) ?? Address.Endpoint,
            AccessKeyId = Address.AccessKeyId,
            SecretAccessKey = Address.SecretAccessKey,
        };
        Rollouts = new EcsServiceRollouts(Connection);
        Parameters = new SsmContractStore(Connection);
        Logs = new CloudWatchTaskLogs(Connection);
        Registry = new EcrRegistryAccess(Connection);
        Targets = new ElbTargetHealth(Connection);
    }
}
