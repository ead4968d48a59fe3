using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>The rolling deployment step by step, without tasks or time.</summary>
public sealed class RollingDeploymentTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly CloudState state = new();
    private readonly ServiceState service = new()
    {
        Arn = "arn:aws:ecs:eu-west-1:000000000000:service/c/s",
        Name = "s",
        ClusterArn = "c",
        TaskDefinition = "td:1",
    };

    private int number;

    [Fact]
    public void Step_SteadyService_StartsAndStopsNothing()
    {
        Steady(2);

        Assert.True(IsAtRest());
        Assert.Equal(0, Step());
        Assert.Equal(2, Active("r1"));
    }

    [Fact]
    public void IsAtRest_AnythingToDo_IsFalse()
    {
        Steady(2);
        service.DesiredCount = 3;
        Assert.False(IsAtRest());
        service.DesiredCount = 2;
        service.FailuresInRow = 1;
        Assert.False(IsAtRest());
        service.FailuresInRow = 0;
        Deploy("r2");
        Assert.False(IsAtRest());
    }

    [Theory]
    // desired, minimum, maximum, started at once
    [InlineData(4, 100, 200, 4)]
    [InlineData(4, 100, 150, 2)]
    [InlineData(4, 50, 100, 0)]
    [InlineData(1, 100, 200, 1)]
    public void Step_NewRevision_StartsUpToTheMaximum(int desired, int minimum, int maximum, int started)
    {
        Steady(desired);
        (service.MinimumHealthyPercent, service.MaximumPercent) = (minimum, maximum);
        Deploy("r2");

        Assert.Equal(started, Step());
    }

    [Fact]
    public void Step_NewTasksNotHealthyYet_KeepsTheOldOnes()
    {
        Steady(2);
        Deploy("r2");
        Step();
        AddTasks("r2", 2, "RUNNING", healthy: false);

        Step();

        Assert.Equal(2, Active("r1"));
        Assert.Null(service.OpenDeployment!.FinishedAt);
    }

    [Fact]
    public void Step_OneNewTaskHealthy_StopsOneOldTask()
    {
        Steady(2);
        Deploy("r2");
        AddTasks("r2", 1, "RUNNING", healthy: true);

        Step();

        Assert.Equal(1, Active("r1"));
    }

    [Fact]
    public void Step_MinimumBelowHundred_StopsOldTasksFirst()
    {
        Steady(4);
        (service.MinimumHealthyPercent, service.MaximumPercent) = (50, 100);
        Deploy("r2");

        Step();

        Assert.Equal(2, Active("r1"));
        Assert.Equal(2, Step());
    }

    [Fact]
    public void Step_OldTasksStillDraining_IsNotTheEnd()
    {
        Steady(1);
        var deployment = Deploy("r2");
        AddTasks("r2", 1, "RUNNING", healthy: true);
        Step();
        Step();
        Assert.Equal("IN_PROGRESS", deployment.Status);

        foreach (var task in state.Tasks.Values.Where(task => task.Revision == "r1"))
            task.LastStatus = "STOPPED";
        Step();

        Assert.Equal(("SUCCESSFUL", "r2"), (deployment.Status, service.StableRevision));
    }

    [Fact]
    public void CountFailure_AtTheThreshold_RollsBack()
    {
        Steady(1);
        var deployment = Deploy("r2", threshold: 2);
        var task = AddTasks("r2", 1, "STOPPED", healthy: false)[0];

        TaskFailures.Count(service, task, Start, "it broke");
        Assert.Null(deployment.RollbackReason);
        TaskFailures.Count(service, task, Start, "it broke");

        Assert.Equal(("ROLLBACK_IN_PROGRESS", "r1"), (deployment.Status, service.ActiveRevision));
        Step();
        Assert.Equal("ROLLBACK_SUCCESSFUL", deployment.Status);
    }

    [Fact]
    public void CountFailure_OfTheOldRevision_DoesNotCountAgainstTheNewOne()
    {
        Steady(1);
        var deployment = Deploy("r2", threshold: 1);

        TaskFailures.Count(service, state.Tasks.Values.First(), Start, "the old one broke");

        Assert.Equal((0, null), (deployment.Failures, deployment.RollbackReason));
    }

    [Fact]
    public void CountFailure_BreakerDisabled_GoesOnTrying()
    {
        Steady(1);
        var deployment = Deploy("r2", threshold: 1);
        service.CircuitBreaker.Enable = false;

        TaskFailures.Count(service, AddTasks("r2", 1, "STOPPED", healthy: false)[0], Start, "it broke");

        Assert.Null(deployment.FinishedAt);
    }

    [Fact]
    public void CountFailure_DuringTheRollback_FailsItAtTheThreshold()
    {
        Steady(1);
        var deployment = Deploy("r2", threshold: 2);
        DeploymentRollback.Begin(service, deployment, Start, "stop it", allowed: true);
        var old = state.Tasks.Values.First();

        TaskFailures.Count(service, old, Start, "gone");
        TaskFailures.Count(service, old, Start, "gone");

        Assert.Equal("ROLLBACK_FAILED", deployment.Status);
        Assert.Equal(0, Step(after: TimeSpan.FromHours(1)));
    }

    [Fact]
    public void CountFailure_AgainAndAgain_SpacesRestartsOutUpToThirtySeconds()
    {
        Steady(1);
        var task = state.Tasks.Values.First();
        var waits = Enumerable.Range(0, 9).Select(_ =>
        {
            TaskFailures.Count(service, task, Start, "again");
            return (service.NextStart - Start).TotalSeconds;
        }).ToArray();

        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30, 30], waits);
    }

    [Fact]
    public void Step_HealthyAgain_ForgetsEarlierFailures()
    {
        Steady(1);
        TaskFailures.Count(service, state.Tasks.Values.First(), Start, "once");

        Step();

        Assert.Equal(0, service.FailuresInRow);
    }

    [Theory]
    [InlineData("COUNT", 2, 10, 2)]
    [InlineData("COUNT", 0, 10, 1)]
    [InlineData("BOUNDED_PERCENT", 50, 2, 3)]
    [InlineData("BOUNDED_PERCENT", 50, 25, 13)]
    [InlineData("BOUNDED_PERCENT", 50, 1000, 200)]
    [InlineData("UNBOUNDED_PERCENT", 50, 2, 1)]
    [InlineData("UNBOUNDED_PERCENT", 50, 1000, 500)]
    public void Threshold_OfEachType_IsAsEcsComputesIt(string type, int value, int desired, int expected) =>
        Assert.Equal(expected, new CircuitBreakerState { ThresholdType = type, ThresholdValue = value }.Threshold(desired));

    private bool IsAtRest() => ServiceStep.IsAtRest(new Fleet(state), service);

    private int Step(TimeSpan after = default) => ServiceStep.Take(state, new Fleet(state), service, Start + after).Count;

    private int Active(string revision) => state.Tasks.Values.Count(task => task.Revision == revision && task.IsActive);

    private void Steady(int desired)
    {
        service.DesiredCount = desired;
        service.CircuitBreaker = new CircuitBreakerState { Enable = true, Rollback = true };
        service.LoadBalancers = [new JsonObject { ["targetGroupArn"] = "tg" }];
        state.TargetGroups["tg"] = new TargetGroupState { Arn = "tg", Name = "tg" };
        state.Services[service.Arn] = service;
        service.Revisions.Add(new RevisionState { Arn = "r1", TaskDefinition = "td:1" });
        (service.ActiveRevision, service.StableRevision) = ("r1", "r1");
        AddTasks("r1", desired, "RUNNING", healthy: true);
    }

    private DeploymentState Deploy(string revision, int threshold = 3)
    {
        service.Revisions.Add(new RevisionState { Arn = revision, TaskDefinition = "td:2" });
        var deployment = new DeploymentState { Arn = "d/" + revision, TargetRevision = revision, SourceRevision = service.StableRevision, Threshold = threshold };
        service.ActiveRevision = revision;
        service.Deployments.Insert(0, deployment);
        return deployment;
    }

    private List<TaskState> AddTasks(string revision, int count, string status, bool healthy)
    {
        var added = new List<TaskState>();
        for (var index = 0; index < count; index++)
        {
            var id = $"t{++number}";
            added.Add(state.Tasks[id] = new TaskState
            {
                Id = id,
                Arn = id,
                ClusterArn = "c",
                ServiceArn = service.Arn,
                Revision = revision,
                TaskDefinition = "td",
                ContainerName = "s",
                Image = "i",
                LastStatus = status,
                DesiredStatus = status == "STOPPED" ? "STOPPED" : "RUNNING",
            });
            if (status == "RUNNING")
                state.TargetGroups["tg"].Targets.Add(new TargetState { TaskId = id, Address = "127.0.0.1", Health = healthy ? "healthy" : "initial" });
        }

        return added;
    }
}
