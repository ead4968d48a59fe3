using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>
/// One service of the local cloud on virtual time: the same state and the same steps as of the real one, with tasks that are entries of the state
/// and nothing else. What goes wrong follows from the faults and the seed alone.
/// </summary>
public sealed class SimulatedCloud
{
    internal const int TestPort = 8443;
    private const string Account = "eu-west-1:000000000000";
    private const string Balancer = $"arn:aws:elasticloadbalancing:{Account}";
    private readonly SimulatedTasks tasks;
    private readonly SimulatedEvents events;
    private bool answered;
    private int ids;

    /// <summary>A service without a deployment; it takes its steps from now on, one each second.</summary>
    /// <param name="service">The service.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seed">What chance is drawn from.</param>
    public SimulatedCloud(SimulatedService service, VirtualTime time, int seed)
    {
        (Settings, Time, Random) = (service, time, new Random(seed));
        Changes = new ServiceChanges(time, NextId);
        State = new CloudState();
        Service = new ServiceState
        {
            Arn = $"arn:aws:ecs:{Account}:service/simulated/{service.Name}",
            Name = service.Name,
            ClusterArn = $"arn:aws:ecs:{Account}:cluster/simulated",
            TaskDefinition = Definition(0),
            DesiredCount = service.Tasks,
        };
        State.Services[Service.Arn] = Service;
        for (var version = 0; version <= 3; version++)
            Register(version);
        if (service.Balanced)
            Balance();
        tasks = new SimulatedTasks(this);
        events = new SimulatedEvents(this);
        time.CreateTimer(_ => Step(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>What the environment's contract says.</summary>
    public IReadOnlyDictionary<string, string> Contract => new Dictionary<string, string?>
    {
        [ContractKeys.Cluster] = Service.ClusterArn,
        [ContractKeys.Url] = "https://simulated.example.com",
        [ContractKeys.Service(Settings.Name)] = Settings.Name,
        [ContractKeys.TaskDefinition(Settings.Name)] = Definition(0),
        [ContractKeys.Repository(Settings.Name)] = Repository,
        [ContractKeys.LogGroup(Settings.Name)] = $"/simulated/{Settings.Name}",
        [ContractKeys.ServiceUrl(Settings.Name)] = "https://simulated.example.com",
        [ContractKeys.TargetGroup(Settings.Name)] = Settings.Balanced ? Blue : null,
        [ContractKeys.AlternateTargetGroup(Settings.Name)] = Settings.Shifts ? Green : null,
        [ContractKeys.ProductionRule(Settings.Name)] = Settings.Shifts ? ProductionRule : null,
        [ContractKeys.TestRule(Settings.Name)] = Settings.Shifts ? TestRule : null,
        [ContractKeys.TestUrl] = Settings.Shifts ? string.Create(CultureInfo.InvariantCulture, $"https://simulated.example.com:{TestPort}") : null,
    }.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!);

    /// <summary>Seconds since <see cref="Begin"/> in which there was traffic that nobody healthy could answer, from the first answer on.</summary>
    public double UnansweredSeconds { get; private set; }

    internal SimulatedService Settings { get; }

    internal VirtualTime Time { get; }

    internal Random Random { get; }

    internal CloudState State { get; }

    internal ServiceState Service { get; }

    internal ServiceChanges Changes { get; }

    internal IReadOnlyList<Fault> Faults { get; private set; } = [];

    /// <summary>When the rollout that is looked at began; far ahead until then.</summary>
    internal DateTimeOffset Begun { get; private set; } = DateTimeOffset.MaxValue - TimeSpan.FromDays(365);

    internal DateTimeOffset Now => Time.GetUtcNow();

    internal SimulatedTasks Tasks => tasks;

    private string Repository => $"000000000000.dkr.ecr.eu-west-1.amazonaws.com/simulated/{Settings.Name}";

    private string Blue => $"{Balancer}:targetgroup/{Settings.Name}-blue/1";

    private string Green => $"{Balancer}:targetgroup/{Settings.Name}-green/2";

    private static string ProductionRule => $"{Balancer}:listener-rule/app/simulated/1/443/1";

    private static string TestRule => $"{Balancer}:listener-rule/app/simulated/1/8443/1";

    /// <summary>The rollout begins now: faults count from here.</summary>
    public void Begin(IReadOnlyList<Fault> faults)
    {
        (Faults, Begun, UnansweredSeconds) = (faults, Now, 0);
        tasks.Redraw();
    }

    /// <summary>Task definition of a version; 0 is the stack's own, 3 somebody else's.</summary>
    public string Definition(int version) => string.Create(CultureInfo.InvariantCulture, $"arn:aws:ecs:{Account}:task-definition/{Settings.Name}:{version + 1}");

    /// <summary>Image of a version, by digest.</summary>
    public string Image(int version) => $"{Repository}@{Digest(version)}";

    /// <summary>Digest of a version's image.</summary>
    public static string Digest(int version) => "sha256:" + new string((char)('0' + version), 64);

    /// <summary>What part of production's traffic the healthy tasks of each version get, 0-100. Empty without a load balancer, or when none is healthy.</summary>
    public IReadOnlyDictionary<string, double> Traffic()
    {
        var parts = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (group, weight) in SimulatedTraffic.Weights(this, production: true))
        {
            var healthy = group.Targets.Where(target => target.Health == "healthy").ToArray();
            foreach (var name in healthy.Select(target => $"v{VersionOf(State.Tasks[target.TaskId])}"))
                parts[name] = parts.GetValueOrDefault(name) + (weight / healthy.Length);
        }

        return parts.ToDictionary(one => one.Key, one => Math.Round(one.Value, 1));
    }

    internal static int VersionOf(TaskState task) => int.Parse(task.TaskDefinition[(task.TaskDefinition.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture) - 1;

    private void Step()
    {
        events.Step();
        tasks.Step();
        UnhealthyTasks.Stop(State, Now);
        var fleet = new Fleet(State);
        if (!ServiceStep.IsAtRest(fleet, Service))
        {
            foreach (var revision in ServiceStep.Take(State, fleet, Service, Now))
                tasks.Launch(revision);
        }

        var unanswered = SimulatedTraffic.Unanswered(this);
        answered |= unanswered == 0;
        if (Now >= Begun && answered)
            UnansweredSeconds += unanswered;
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{++ids:D6}");

    private void Register(int version) => State.TaskDefinitions[Definition(version)] = new JsonObject
    {
        ["taskDefinitionArn"] = Definition(version),
        ["family"] = Settings.Name,
        ["containerDefinitions"] = new JsonArray(new JsonObject { ["name"] = Settings.Name, ["image"] = version == 0 ? "placeholder" : Image(version) }),
    };

    private void Balance()
    {
        string[] groups = Settings.Shifts ? [Blue, Green] : [Blue];
        foreach (var group in groups)
            State.TargetGroups[group] = new TargetGroupState { Arn = group, Name = group[(group.LastIndexOf('/') - 4)..], HealthPath = Settings.HealthPath };
        var rules = new[] { (Port: 443, Arn: ProductionRule), (Port: TestPort, Arn: TestRule) };
        var balancer = new LoadBalancerState { Arn = $"{Balancer}:loadbalancer/app/simulated/1", Name = "simulated" };
        foreach (var (port, arn) in rules)
        {
            var rule = new RuleState { Arn = arn, Priority = 1, PathPatterns = ["/*"] };
            foreach (var group in groups)
                rule.Weights[group] = group == Blue ? 100 : 0;
            balancer.Listeners.Add(new ListenerState { Arn = $"{arn}/listener", Protocol = "HTTPS", RequestedPort = port, Rules = { rule } });
        }

        State.LoadBalancers[balancer.Arn] = balancer;
        var entry = new JsonObject { ["targetGroupArn"] = Blue, ["containerName"] = Settings.Name, ["containerPort"] = 80 };
        if (Settings.Shifts)
        {
            entry["advancedConfiguration"] = new JsonObject
            {
                ["alternateTargetGroupArn"] = Green,
                ["productionListenerRule"] = ProductionRule,
                ["testListenerRule"] = TestRule,
                ["roleArn"] = "arn:aws:iam::000000000000:role/simulated",
            };
        }

        Service.LoadBalancers = new JsonArray(entry);
    }
}
