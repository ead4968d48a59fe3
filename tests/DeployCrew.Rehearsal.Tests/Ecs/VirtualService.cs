using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>A service whose tasks are entries of the state only, on a clock that a test moves: a step, then what the tasks make of it.</summary>
internal sealed class VirtualService
{
    public const string Production = "production";
    public const string Test = "test";

    private readonly FixedTime time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceChanges changes;
    private int tasks;

    public VirtualService(string configuration, int count = 2, bool live = true)
    {
        changes = new ServiceChanges(time);
        foreach (var group in new[] { "blue", "green" })
            State.TargetGroups[group] = new TargetGroupState { Arn = group, Name = group };
        State.LoadBalancers["lb"] = new LoadBalancerState
        {
            Arn = "lb",
            Name = "lb",
            Listeners =
            {
                new ListenerState { Arn = "443", Protocol = "HTTPS", Rules = { Rule(Production) } },
                new ListenerState { Arn = "8443", Protocol = "HTTPS", Rules = { Rule(Test) } },
            },
        };
        State.TaskDefinitions["td"] = new JsonObject { ["containerDefinitions"] = new JsonArray() };
        Service = new ServiceState { Arn = "arn:aws:ecs:eu-west-1:000000000000:service/c/s", Name = "s", ClusterArn = "c", TaskDefinition = "td", CircuitBreaker = new() { Enable = true, Rollback = true } };
        State.Services[Service.Arn] = Service;
        Update($$"""
            {"desiredCount":{{count}},"loadBalancers":[{"targetGroupArn":"blue","containerName":"web","containerPort":80,"advancedConfiguration":{
             "alternateTargetGroupArn":"green","productionListenerRule":"production","testListenerRule":"test","roleArn":"arn:aws:iam::000000000000:role/ecs"} }] }
            """);
        Configure(configuration);
        if (live)
        {
            Deploy();
            Until("SUCCESSFUL");
        }
    }

    public CloudState State { get; } = new();

    public ServiceState Service { get; }

    public DateTimeOffset Now => time.Now;

    public DeploymentState Latest => Service.Deployments[0];

    public ShiftState Shift => Latest.Shift!;

    /// <summary>Whether a task that starts becomes healthy; a revision that is not in it does.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Called before each step that is taken.</summary>
    public Action? BeforeStep { get; set; }

    /// <summary>Weights of green in a rule, of all.</summary>
    public (int Blue, int Green) Weights(string rule) => RuleWeights.Find(State, rule) is { } found ? (found["blue"], found["green"]) : default;

    public void Configure(string configuration) => Update($$"""{"deploymentConfiguration":{{configuration}} }""");

    /// <summary>What UpdateService does with a request, without deploying.</summary>
    public void Update(string request)
    {
        var json = (JsonObject)JsonNode.Parse(request)!;
        ServiceChanges.Refuse(State, json, Service);
        ServiceChanges.Configure(Service, json);
    }

    public DeploymentState Deploy(bool broken = false)
    {
        var deployment = changes.Deploy(State, Service, "td", Service.DesiredCount);
        if (broken)
            Broken.Add(deployment.TargetRevision);
        return deployment;
    }

    public void RollBack(string reason = "stop it") => DeploymentRollback.Begin(Service, Latest, Now, reason, allowed: true);

    public IEnumerable<TaskState> Tasks(string revision) => State.Tasks.Values.Where(task => task.Revision == revision && task.LastStatus != "STOPPED");

    public string GroupOf(string revision) => RevisionTargets.Of(Service, revision)[0].Group;

    public bool HasHealthy(string group) => State.TargetGroups[group].Targets.Exists(target => target.Health == "healthy");

    /// <summary>One step, and half of what the tasks do about it: starting and draining take a step each.</summary>
    public void Step(double seconds = 1)
    {
        time.Now += TimeSpan.FromSeconds(seconds);
        BeforeStep?.Invoke();
        Live();
        foreach (var revision in ServiceStep.Take(State, new Fleet(State), Service, Now))
            Launch(revision);
    }

    /// <summary>Steps until the newest deployment is at a stage, or in a status.</summary>
    public void Until(string stageOrStatus, double seconds = 1)
    {
        for (var left = 100_000; Latest.Status != stageOrStatus && (Latest.Shift?.Stage != stageOrStatus || !Latest.IsOpen); left--)
        {
            Assert.True(left > 0 && Latest.IsOpen, $"at {Latest.Shift?.Stage}, {Latest.Status}: {Latest.StatusReason}");
            Step(seconds);
        }
    }

    /// <summary>A task ends by itself.</summary>
    public void Crash(TaskState task)
    {
        End(task);
        TaskFailures.Count(Service, task, Now, "it broke.");
    }

    /// <summary>Two more target groups, with a rule of their own.</summary>
    public void AddGroups(string blue, string green, string rule)
    {
        State.TargetGroups[blue] = new TargetGroupState { Arn = blue, Name = blue };
        State.TargetGroups[green] = new TargetGroupState { Arn = green, Name = green };
        State.LoadBalancers["lb"].Listeners[0].Rules.Add(Rule(rule, blue, green));
    }

    private static RuleState Rule(string name, string blue = "blue", string green = "green") =>
        new() { Arn = name, Priority = 1, PathPatterns = ["/*"], Weights = new(StringComparer.Ordinal) { [blue] = 100, [green] = 0 } };

    private void Launch(string revision)
    {
        var id = $"t{++tasks}";
        State.Tasks[id] = new TaskState
        {
            Id = id,
            Arn = id,
            ClusterArn = "c",
            ServiceArn = Service.Arn,
            Revision = revision,
            TaskDefinition = "td",
            ContainerName = "web",
            Image = "i",
            CreatedAt = Now,
        };
    }

    // PROVISIONING -> RUNNING -> healthy, or gone when it is broken; asked to stop -> draining -> gone.
    private void Live()
    {
        foreach (var task in State.Tasks.Values.Where(task => task.LastStatus != "STOPPED").ToArray())
        {
            var targets = State.TargetGroups.Values.SelectMany(group => group.Targets).Where(target => target.TaskId == task.Id).ToArray();
            if (task.DesiredStatus == "STOPPED" && !TargetRegistration.Deregister(State, task, Now))
                End(task);
            else if (task.DesiredStatus == "RUNNING" && task.LastStatus == "PROVISIONING")
                Register(task);
            else if (task.DesiredStatus == "RUNNING" && Broken.Contains(task.Revision))
                Crash(task);
            else if (task.DesiredStatus == "RUNNING")
                Array.ForEach(targets, target => target.Health = "healthy");
        }
    }

    private void Register(TaskState task)
    {
        (task.LastStatus, task.StartedAt) = ("RUNNING", Now);
        TargetRegistration.Register(State, Service, task, Now);
    }

    private void End(TaskState task)
    {
        TargetRegistration.Remove(State, task.Id);
        (task.LastStatus, task.DesiredStatus) = ("STOPPED", "STOPPED");
    }
}
