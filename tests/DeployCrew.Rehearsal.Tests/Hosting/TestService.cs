using System.Security.Cryptography.X509Certificates;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>A provisioned service: push to it, deploy it, ask it.</summary>
internal sealed class TestService(TestCloud cloud, IReadOnlyDictionary<string, string> contract, string name)
{
    private readonly Lazy<HttpClient> client = new(() => NewClient(contract));

    public string Cluster => contract[ContractKeys.Cluster];

    public string ServiceName => contract[ContractKeys.Service(name)];

    public string TargetGroup => contract[ContractKeys.TargetGroup(name)];

    public string LogGroup => contract[ContractKeys.LogGroup(name)];

    public Uri Url => new(contract[ContractKeys.Url]);

    public string Repository => contract[ContractKeys.Repository(name)];

    public string RepositoryName => Repository[(Repository.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public X509Certificate2 Authority => X509Certificate2.CreateFromPem(contract[ContractKeys.CaCertificate]);

    /// <summary>Trusts the cloud's authority, and nobody else.</summary>
    public HttpClient Client => client.Value;

    /// <summary>Builds the test app with these arguments and pushes it. Returns its reference by digest.</summary>
    public Task<string> PushAsync(params string[] arguments) =>
        PushCommandAsync(["dotnet", "/app/test-app.dll", .. arguments]);

    public async Task<string> PushCommandAsync(IReadOnlyList<string> command, string? tag = null, params LayerEntry[] more)
    {
        var app = Path.Combine(AppContext.BaseDirectory, "test-app");
        var config = new OciRunConfig
        {
            Cmd = command,
            WorkingDir = "/app",
            Labels = new Dictionary<string, string> { [ImageLabels.Base] = ImageLabels.HostBase },
        };
        var layout = await new OciImageBuilder(0).BuildAsync(
            new ImageRecipe([LayerRecipe.Of(LayerEntry.Below(app, "app")), LayerRecipe.Of(more)], config, OciPlatform.Host), cloud.NewImageFolder(), default);
        return await PushLayoutAsync(layout.Folder, tag);
    }

    public async Task<string> PushLayoutAsync(string layout, string? tag = null)
    {
        using var http = RegistryClient.NewHttpClient();
        var pushed = await new RegistryClient(http, TimeProvider.System).PushAsync(
            layout, RepositoryName, tag, await cloud.Registry.LoginAsync(default), null, default);
        return $"{Repository}@{pushed.Digest}";
    }

    /// <summary>Starts a deployment. Returns its ARN.</summary>
    public async Task<string> DeployAsync(string image, int count = 1, bool rollBack = true, int threshold = 2, int graceSeconds = 30)
    {
        // The stack's own deployment, of no task, comes to its end first: without it there would be no revision to go back to.
        await Eventually.GetAsync(
            () => cloud.Rollouts.ListDeploymentsAsync(Cluster, ServiceName, default), known => known.Count > 1 || known[0].FinishedAt is not null);
        var basis = await cloud.Rollouts.DescribeTaskDefinitionAsync(contract[ContractKeys.TaskDefinition(name)], default);
        var definition = await cloud.Rollouts.RegisterTaskDefinitionAsync(basis, new TaskDefinitionChanges(name, image, null, 256, 512), default);
        await cloud.Rollouts.UpdateServiceAsync(
            new ServiceUpdate(Cluster, ServiceName, definition, count, threshold, graceSeconds, rollBack, Force: true), default);
        return (await cloud.Rollouts.ListDeploymentsAsync(Cluster, ServiceName, default))[0].Arn;
    }

    public Task<ServiceDeployment> EndOfAsync(string deployment) => Eventually.GetAsync(
        () => cloud.Rollouts.DescribeDeploymentAsync(deployment, default), found => found.FinishedAt is not null);

    /// <summary>Brings out a version and waits until it serves.</summary>
    public async Task ServeAsync(string version, int count = 1)
    {
        var ended = await EndOfAsync(await DeployAsync(await PushAsync(version), count));
        Assert.Equal((ServiceDeploymentStatus.Successful, null), (ended.Status, ended.StatusReason));
        Assert.Equal(version, await Client.GetStringAsync("/"));
    }

    public async Task<IReadOnlyList<EcsTask>> TasksAsync() => await cloud.Rollouts.ListTasksAsync(Cluster, ServiceName, default);

    public async Task<IReadOnlyList<EcsTask>> RunningAsync() => [.. (await TasksAsync()).Where(task => task.Status == "RUNNING")];

    /// <summary>A request after another until disposed of: who answered what.</summary>
    public Traffic SendTraffic() => new(Client);

    private static HttpClient NewClient(IReadOnlyDictionary<string, string> contract)
    {
        var authority = X509Certificate2.CreateFromPem(contract[ContractKeys.CaCertificate]);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority);
        return new HttpClient(handler) { BaseAddress = new Uri(contract[ContractKeys.Url]), Timeout = TimeSpan.FromSeconds(30) };
    }
}
