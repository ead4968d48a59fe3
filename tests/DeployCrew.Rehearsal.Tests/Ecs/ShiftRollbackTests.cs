using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>Deployments that shift traffic, backwards: from every stage, for every reason.</summary>
public sealed class ShiftRollbackTests
{
    private const string Canary = """
        {"strategy":"CANARY","bakeTimeInMinutes":5,"canaryConfiguration":{"canaryPercent":10,"canaryBakeTimeInMinutes":3},
         "alarms":{"alarmNames":["a","b"],"enable":true,"rollback":true},
         "lifecycleHooks":[{"targetType":"PAUSE","lifecycleStages":["PRE_PRODUCTION_TRAFFIC_SHIFT"],"timeoutConfiguration":{"timeoutInMinutes":7}}]}
        """;

    private const string BlueGreen = """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":5,"alarms":{"alarmNames":["a","b"],"enable":true,"rollback":true}}""";

    [Theory]
    [InlineData("PRE_SCALE_UP")]
    [InlineData("SCALE_UP")]
    [InlineData("POST_SCALE_UP")]
    [InlineData("TEST_TRAFFIC_SHIFT")]
    [InlineData("POST_TEST_TRAFFIC_SHIFT")]
    [InlineData("PRE_PRODUCTION_TRAFFIC_SHIFT")]
    [InlineData("PRODUCTION_TRAFFIC_SHIFT")]
    [InlineData("POST_PRODUCTION_TRAFFIC_SHIFT")]
    [InlineData("BAKE_TIME")]
    public void RollBack_AtAnyStage_TakesTrafficBackFirstAndTasksThen(string stage)
    {
        var service = new VirtualService(BlueGreen);
        var (blue, green) = (service.Service.StableRevision!, service.Deploy().TargetRevision);
        service.Until(stage);
        if (stage == "PRODUCTION_TRAFFIC_SHIFT")
            service.Step();
        var up = service.Tasks(green).Count();
        service.RollBack();

        service.Step();
        Assert.Equal(((100, 0), (100, 0), up), (service.Weights("production"), service.Weights("test"), service.Tasks(green).Count()));
        Assert.Equal(up == 0 ? "ROLLBACK_SUCCESSFUL" : "ROLLBACK_IN_PROGRESS", service.Latest.Status);

        service.Until("ROLLBACK_SUCCESSFUL");
        Assert.Equal((blue, blue, 2, 0), (service.Service.StableRevision, service.Service.ActiveRevision, service.Tasks(blue).Count(), service.Tasks(green).Count()));
        Assert.True(ServiceStep.IsAtRest(new Fleet(service.State), service.Service));
    }

    [Fact]
    public void Step_GreenTasksFail_TheCircuitBreakerGoesBack()
    {
        var service = new VirtualService(BlueGreen);
        service.Deploy(broken: true);

        service.Until("ROLLBACK_SUCCESSFUL");

        Assert.StartsWith("Deployment circuit breaker was triggered", service.Latest.StatusReason, StringComparison.Ordinal);
        Assert.Equal((3, 0.0), (service.Latest.Failures, service.Shift.Production));
    }

    [Fact]
    public void Step_GreenTasksFailAndTheBreakerDoesNotRollBack_LeavesThingsAsTheyAre()
    {
        var service = new VirtualService(BlueGreen);
        service.Service.CircuitBreaker.Rollback = false;
        service.Deploy(broken: true);

        service.Until("STOPPED");
        service.Step(60);

        Assert.Equal((2, (100, 0)), (service.Tasks(service.Service.StableRevision!).Count(), service.Weights("production")));
    }

    [Fact]
    public void Step_AlarmGoesOff_GoesBack()
    {
        var service = new VirtualService(BlueGreen);
        service.State.Alarms["a"] = "OK";
        service.Deploy();
        service.Until("BAKE_TIME");

        service.State.Alarms["a"] = "ALARM";
        service.Until("ROLLBACK_SUCCESSFUL");

        Assert.Contains("alarms were triggered: a", service.Latest.StatusReason, StringComparison.Ordinal);
        Assert.Equal("TRIGGERED", DeploymentAlarms.Json(service.Latest)!["status"]!.ToString());
    }

    [Fact]
    public void Step_AlarmThatWasOnBefore_IsIgnoredForThisDeployment()
    {
        var service = new VirtualService(BlueGreen);
        service.State.Alarms["a"] = "ALARM";
        service.Deploy();
        service.Until("BAKE_TIME");
        service.State.Alarms["a"] = "OK";
        service.Step();
        service.State.Alarms["a"] = "ALARM";

        service.Until("SUCCESSFUL");
    }

    [Fact]
    public void Step_AlarmOfARollingDeployment_GoesBack()
    {
        var service = new VirtualService("""{"strategy":"ROLLING","alarms":{"alarmNames":["a"],"enable":true,"rollback":true}}""");
        service.Deploy();
        service.Step();
        service.State.Alarms["a"] = "ALARM";

        service.Until("ROLLBACK_SUCCESSFUL");
    }

    [Fact]
    public void Step_PauseOfACanary_ComesBeforeEveryStepAndWaits()
    {
        var service = new VirtualService(Canary);
        service.Deploy();
        foreach (var weights in new[] { (90, 10), (0, 100) })
        {
            service.Until("PRE_PRODUCTION_TRAFFIC_SHIFT");
            var hook = service.Shift.Hooks[^1];
            Assert.Matches("^ecs-pause-[A-Za-z0-9_-]{43}$", hook.Id);
            Assert.Equal(service.Now.AddMinutes(7), hook.ExpiresAt(1));
            service.Step(60);
            Assert.Equal(("AWAITING_ACTION", "PRE_PRODUCTION_TRAFFIC_SHIFT"), (hook.Status, service.Shift.Stage));
            hook.Status = "SUCCEEDED";
            service.Step();
            service.Step();
            Assert.Equal(weights, service.Weights("production"));
        }

        service.Until("SUCCESSFUL");
        Assert.Equal(2, service.Shift.Hooks.Select(hook => hook.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("ROLLBACK", "ROLLBACK_SUCCESSFUL")]
    [InlineData("CONTINUE", "SUCCESSFUL")]
    public void Step_PauseThatNobodyAnswers_DoesItsTimeoutAction(string action, string end)
    {
        var service = new VirtualService(BlueGreen);
        service.Configure($$"""
            {"strategy":"BLUE_GREEN","bakeTimeInMinutes":0,"lifecycleHooks":[{"targetType":"PAUSE","lifecycleStages":["POST_SCALE_UP"],
             "timeoutConfiguration":{"timeoutInMinutes":2,"action":"{{action}}"} }] }
            """);
        service.Deploy();
        service.Until("POST_SCALE_UP");
        var began = service.Now;

        service.Until(end);

        Assert.Equal("TIMED_OUT", service.Shift.Hooks.Single().Status);
        Assert.InRange((service.Now - began).TotalSeconds, 120, 135);
    }

    [Fact]
    public void RollBack_BlueHasNoHealthyTask_TrafficStaysUntilItHas()
    {
        var service = new VirtualService(BlueGreen, count: 1);
        service.Deploy();
        service.Until("BAKE_TIME");
        service.Crash(service.Tasks(service.Latest.SourceRevision!).Single());
        service.RollBack();

        service.Step();
        Assert.Equal((0, 100), service.Weights("production"));

        service.Until("ROLLBACK_SUCCESSFUL");
        Assert.Equal((100, 0), service.Weights("production"));
    }

    [Fact]
    public void RollBack_BlueDoesNotRunAnyMore_FailsAndGreenServesOn()
    {
        var service = new VirtualService(BlueGreen, count: 1);
        service.Deploy();
        service.Until("BAKE_TIME");
        service.Broken.Add(service.Latest.SourceRevision!);
        service.RollBack();

        service.Until("ROLLBACK_FAILED");
        service.Step(60);

        Assert.Equal(((0, 100), true), (service.Weights("production"), service.HasHealthy("green")));
    }

    [Fact]
    public void Abort_InTheMiddle_LeavesThingsAsTheyAre()
    {
        var service = new VirtualService(Canary.Replace("\"lifecycleHooks\"", "\"none\"", StringComparison.Ordinal));
        var (blue, green) = (service.Service.StableRevision!, service.Deploy().TargetRevision);
        service.Until("PRODUCTION_TRAFFIC_SHIFT");
        service.Step();
        DeploymentRollback.Begin(service.Service, service.Latest, service.Now, "stopped", allowed: false);

        for (var index = 0; index < 20; index++)
            service.Step(60);

        Assert.Equal(("STOPPED", (90, 10), 2, 2), (service.Latest.Status, service.Weights("production"), service.Tasks(blue).Count(), service.Tasks(green).Count()));
        Assert.True(ServiceStep.IsAtRest(new Fleet(service.State), service.Service));
    }

    [Theory]
    [InlineData("SCALE_UP", false)]
    [InlineData("POST_TEST_TRAFFIC_SHIFT", false)]
    [InlineData("PRODUCTION_TRAFFIC_SHIFT", false)]
    [InlineData("BAKE_TIME", true)]
    [InlineData("CLEAN_UP", true)]
    public void Deploy_WhileAnotherIsUnderWay_StartsFromWhatServes(string stage, bool second)
    {
        var service = new VirtualService(Canary.Replace("\"lifecycleHooks\"", "\"none\"", StringComparison.Ordinal));
        var first = service.Service.StableRevision!;
        var superseded = service.Deploy();
        service.Until(stage);
        if (stage == "PRODUCTION_TRAFFIC_SHIFT")
            service.Step();
        var served = true;
        service.BeforeStep = () => served &= (service.Weights("production").Blue == 0 || service.HasHealthy("blue")) && (service.Weights("production").Green == 0 || service.HasHealthy("green"));

        service.Deploy();
        service.Step();

        Assert.Equal(("STOPPED", $"The service deployment was superseded by {service.Latest.Arn}."), (superseded.Status, superseded.StatusReason));
        Assert.Equal(second ? superseded.TargetRevision : first, service.Latest.SourceRevision);
        if (stage != "SCALE_UP")
            Assert.Equal("RECONCILE_SERVICE", service.Shift.Stage);
        service.Until("SUCCESSFUL");
        Assert.Equal((true, second ? "blue" : "green"), (served, service.GroupOf(service.Service.StableRevision!)));
        Assert.All(service.State.Tasks.Values.Where(task => task.LastStatus != "STOPPED"), task => Assert.Equal(service.Latest.TargetRevision, task.Revision));
    }

    [Theory]
    [InlineData("PRODUCTION_TRAFFIC_SHIFT", "blue")]
    [InlineData("BAKE_TIME", "green")]
    public void Deploy_RollingWhileTrafficIsShifted_ServesAllTheTime(string stage, string group)
    {
        var service = new VirtualService(Canary.Replace("\"lifecycleHooks\"", "\"none\"", StringComparison.Ordinal), count: 3);
        service.Deploy();
        service.Until(stage);
        service.Step();
        service.Configure("""{"strategy":"ROLLING"}""");
        var served = true;
        service.BeforeStep = () => served &= service.HasHealthy(group);

        service.Deploy();
        Assert.Equal(group == "blue" ? (100, 0) : (0, 100), service.Weights("production"));
        service.Until("SUCCESSFUL");

        Assert.Equal((true, group, 3), (served, service.GroupOf(service.Service.StableRevision!), service.State.Tasks.Values.Count(task => task.LastStatus != "STOPPED")));
    }

    [Fact]
    public void CountFailure_InCleanUp_DoesNotGoBack()
    {
        var service = new VirtualService(BlueGreen);
        var green = service.Deploy().TargetRevision;
        service.Service.CircuitBreaker.ThresholdType = "COUNT";
        service.Until("CLEAN_UP");

        foreach (var task in service.Tasks(green).ToArray())
            service.Crash(task);

        Assert.Null(service.Latest.RollbackReason);
        service.Until("SUCCESSFUL");
    }
}
