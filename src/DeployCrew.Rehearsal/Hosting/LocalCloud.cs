using System.Net;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Images.Docker;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.Faults;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.Machine;
using DeployCrew.Rehearsal.Metrics;
using DeployCrew.Rehearsal.Registry;
using DeployCrew.Rehearsal.S3;
using DeployCrew.Rehearsal.Stacks;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;
using DeployCrew.Rehearsal.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>
/// The local cloud: AWS endpoints, registry, scheduler and load balancers in one process, on the loopback interface.
/// Everything that it remembers is in one folder.
/// </summary>
public sealed class LocalCloud : IAsyncDisposable
{
    private readonly string folder;
    private readonly CloudSettings settings;
    private readonly StateStore store;
    private readonly LocalAuthority authority;
    private readonly DockerEngine engine;
    private readonly HealthChecker health;
    private readonly Forwarder forwarder;
    private readonly LoadBalancerHosts balancers;
    private readonly TaskRunner tasks;
    private readonly Scheduler scheduler;
    private readonly AlarmWatch alarms;
    private readonly LocalMachine machine;
    private readonly S3Endpoint s3;
    private readonly WebApplication app;
    private readonly ILoggerFactory console = LoggerFactory.Create(logging => logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    /// <summary>Puts the parts together; nothing listens yet.</summary>
    /// <param name="folder">Where it keeps everything; made when it is not there.</param>
    /// <param name="region">Region of a cloud that is made now.</param>
    /// <param name="dockerHost">Address of the Docker Engine for containers, or null for DOCKER_HOST or the usual socket.</param>
    /// <param name="time">The clock.</param>
    public LocalCloud(string folder, string region, string? dockerHost, TimeProvider time)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        settings = CloudSettings.LoadOrCreate(folder, region);
        var identity = new CloudIdentity(settings.Region, settings.AccessKeyId, settings.SecretAccessKey);
        var registryFolder = Path.Combine(folder, "registry");
        store = new StateStore(folder, time);
        var vault = new ParameterVault(Path.Combine(folder, "parameters.key"));
        var secretValues = new SecretValues(vault, time);
        var blobs = new BlobStore(registryFolder);
        var manifests = new ManifestStore(store, blobs, time);
        var streams = new LogStreams(Path.Combine(folder, "logs"));
        var requests = new InFlightRequests();
        authority = new LocalAuthority(folder, time);
        engine = dockerHost is null ? DockerEngine.FromEnvironment() : new DockerEngine(dockerHost);
        var targets = new TargetRegistration(store, requests, time);
        health = new HealthChecker(store, targets, time);
        var traffic = new TrafficMeter(time);
        var metrics = new BalancerMetrics(traffic);
        alarms = new AlarmWatch(store, metrics, time);
        forwarder = new Forwarder(new Router(store), requests, traffic);
        balancers = new LoadBalancerHosts(store, forwarder, authority);
        string OutputFileOf(string task) => Path.Combine(folder, "tasks", task, "output.log");
        tasks = new TaskRunner(
            store, new RuntimeChoice(engine, new DockerTaskRuntime(engine, OutputFileOf), new ProcessTaskRuntime(time)),
            new ImageResolver(registryFolder), new TaskSecrets(store, vault, secretValues), targets, Path.Combine(folder, "tasks"), time);
        scheduler = new Scheduler(store, tasks, health, new OutputPump(store, streams, OutputFileOf, time), console.CreateLogger<Scheduler>(), time);
        var ecr = new EcrApi(store, manifests, blobs, () => $"127.0.0.1:{settings.RegistryPort}", settings.RegistryPassword, time);
        var ecs = new EcsApi(store, new ServiceChanges(time), time);
        var logs = new LogsApi(store, streams, time);
        machine = new LocalMachine(Path.Combine(folder, "machine"), region => MachineWorld.Of(settings, region, engine.Address), time);
        var commands = new SsmCommands(store, machine, logs, streams, time);
        commands.Recover();
        var builds = new CodeBuildApi(store, machine, logs, streams, BuildProject, time);
        builds.Recover();
        var ssm = new SsmApi(store, vault, secretValues, time);
        var secrets = new SecretsApi(store, secretValues, time);
        var temporary = new TemporaryCredentials(identity, time);
        var faults = new FaultPlan();
        Services =
        [
            ecr.Service, ecs.Service, new LoadBalancingApi(store, balancers, time).Service, logs.Service, ssm.Service(commands), builds.Service, secrets.Service,
            new TaggingApi(store).Service, new CloudWatchApi(metrics, new CloudWatchAlarms(store, time)).Service, new StsApi(temporary).Service,
        ];
        var callers = new CallerCheck(identity, temporary, new SkewedTime(time, faults));
        var objects = new S3Store(Path.Combine(folder, "s3"));
        objects.Create(BuildBucket);
        s3 = new S3Endpoint(callers, new S3Buckets(objects, settings.Region), new S3Objects(objects, time));
        var aws = new AwsEndpoint(Services, callers, store, settings.SecretAccessKey, console.CreateLogger<AwsEndpoint>());
        var registry = new RegistryEndpoint(store, new BlobRoutes(blobs), new ManifestRoutes(store, manifests), settings.RegistryPassword);
        var provider = new StackProvider(
            store, new StackEcs(store, ecs, identity), new StackLoadBalancing(store, identity), new StackParameters(store, ssm, authority, identity), ecr, logs, secrets, identity);
        var stacks = new StackEndpoint(store, provider, balancers);
        app = Build(aws, registry, new OwnPaths(stacks, new FaultEndpoint(faults), new RolloutEndpoint(store, time), settings.SecretAccessKey, StopRequested), new FaultGate(faults, time));
    }

    /// <summary>A bucket that is always there, for what builds leave for the local cloud's machine.</summary>
    public const string BuildBucket = "deploycrew-builds";

    /// <summary>The instance that is always there: this machine.</summary>
    public const string BuildInstance = LocalMachine.InstanceId;

    /// <summary>The CodeBuild project that is always there; its builds run on this machine.</summary>
    public const string BuildProject = "deploycrew";

    /// <summary>The AWS services that it has.</summary>
    internal IReadOnlyList<AwsService> Services { get; }

    /// <summary>Completes when somebody asked the cloud to stop.</summary>
    public TaskCompletionSource StopRequested { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it answers. Only after <see cref="StartAsync"/>.</summary>
    public LocalCloudAddress Address => LocalCloudAddress.Read(folder)!;

    /// <summary>Starts to listen and to run what the state says.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        await balancers.ReconcileAsync(cancellationToken);
        loop = Task.Run(() => LoopAsync(stopping.Token), CancellationToken.None);
        await File.WriteAllBytesAsync(
            LocalCloudAddress.RunningFile(folder), JsonSerializer.SerializeToUtf8Bytes(new RunningCloud(Environment.ProcessId), JsonFormat.Compact), cancellationToken);
    }

    /// <summary>Stops every task and then itself; no process is left behind.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        File.Delete(LocalCloudAddress.RunningFile(folder));
        await stopping.CancelAsync();
        await loop;
        await machine.StopAllAsync();
        await tasks.StopAllAsync(cancellationToken);
        await app.StopAsync(cancellationToken);
        await store.SavedAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await machine.StopAllAsync();
        await loop; // it must not write the state of a folder that another cloud may have taken over
        await balancers.DisposeAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
        forwarder.Dispose();
        health.Dispose();
        engine.Dispose();
        authority.Dispose();
        console.Dispose();
        stopping.Dispose();
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(scheduler.RunAsync(cancellationToken), alarms.RunAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            return; // asked to stop
        }
    }

    private WebApplication Build(AwsEndpoint aws, RegistryEndpoint registry, OwnPaths own, FaultGate faults)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders().AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, settings.ApiPort);
            options.Listen(IPAddress.Loopback, settings.RegistryPort);
        });
        var web = builder.Build();
        web.Run(context => context.Connection.LocalPort == settings.RegistryPort ? faults.RegistryAsync(context, registry.AnswerAsync)
            : context.Request.Path.StartsWithSegments(OwnPaths.Prefix, StringComparison.Ordinal) ? own.AnswerAsync(context)
            : S3Endpoint.IsFor(context.Request) ? s3.AnswerAsync(context)
            : faults.AwsAsync(context, aws.AnswerAsync));
        return web;
    }
}
