using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>Blue/green, canary and linear deployments step by step, without tasks or time, forwards.</summary>
public sealed class ShiftingDeploymentTests
{
    private const string BlueGreen = """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":5}""";
    private const string Canary = """{"strategy":"CANARY","bakeTimeInMinutes":5,"canaryConfiguration":{"canaryPercent":12.5,"canaryBakeTimeInMinutes":3}}""";

    [Fact]
    public void Step_FirstDeployment_GoesStraightToAHundredPercent()
    {
        var service = new VirtualService(Canary, live: false);
        service.Deploy();

        Assert.Equal(["PRE_SCALE_UP", "SCALE_UP", "POST_SCALE_UP", "CLEAN_UP"], Stages(service));

        Assert.Equal(("SUCCESSFUL", (100, 0), (100, 0)), (service.Latest.Status, service.Weights("production"), service.Weights("test")));
        Assert.Equal("blue", service.GroupOf(service.Service.StableRevision!));
    }

    [Fact]
    public void Step_FirstDeploymentFails_HasNothingToGoBackTo()
    {
        var service = new VirtualService(BlueGreen, live: false);
        service.Deploy(broken: true);

        service.Until("STOPPED");

        Assert.Contains("no earlier service revision", service.Latest.StatusReason, StringComparison.Ordinal);
        Assert.Null(service.Service.StableRevision);
    }

    [Fact]
    public void Step_BlueGreen_PassesEveryStageInOrder()
    {
        var service = new VirtualService(BlueGreen);
        service.Deploy();

        Assert.Equal(
            ["PRE_SCALE_UP", "SCALE_UP", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT",
                "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP"],
            Stages(service));

        Assert.Equal("SUCCESSFUL", service.Latest.Status);
        Assert.Equal(((0, 100), (0, 100)), (service.Weights("production"), service.Weights("test")));
        Assert.Equal(2, service.Tasks(service.Latest.TargetRevision).Count());
        Assert.Empty(service.Tasks(service.Latest.SourceRevision!));
    }

    [Fact]
    public void Step_EachStage_HasTheWeightsAndTasksOfEcs()
    {
        var service = new VirtualService(BlueGreen);
        var (blue, green) = (service.Service.StableRevision!, service.Deploy().TargetRevision);

        foreach (var (stage, production, test, tasks) in new[]
        {
            ("PRE_SCALE_UP", 0, 0, 0), ("SCALE_UP", 0, 0, 2), ("POST_SCALE_UP", 0, 0, 2), ("POST_TEST_TRAFFIC_SHIFT", 0, 100, 2),
            ("PRE_PRODUCTION_TRAFFIC_SHIFT", 0, 100, 2), ("POST_PRODUCTION_TRAFFIC_SHIFT", 100, 100, 2), ("BAKE_TIME", 100, 100, 2),
        })
        {
            service.Until(stage);
            Assert.Equal((stage, (100 - production, production), (100 - test, test)), (stage, service.Weights("production"), service.Weights("test")));
            Assert.Equal((stage, 2, tasks), (stage, service.Tasks(blue).Count(), ShiftingDeployment.Wanted(service.Service, service.Latest, green)));
        }
    }

    [Fact]
    public void Step_NewTasksNotAllHealthy_StaysInScaleUp()
    {
        var service = new VirtualService(BlueGreen, count: 3);
        var green = service.Deploy().TargetRevision;
        service.BeforeStep = () => service.State.TargetGroups["green"].Targets.Where(target => target.TaskId == service.Tasks(green).First().Id).ToList().ForEach(target => target.Health = "initial");
        for (var index = 0; index < 50; index++)
        {
            service.Step(0);
            // One of three is never healthy when the step looks.
            service.State.TargetGroups["green"].Targets.Take(1).ToList().ForEach(target => target.Health = "initial");
            if (service.Shift.Stage == "SCALE_UP" && service.Tasks(green).Count() == 3)
                break;
        }

        Assert.Equal(("SCALE_UP", (100, 0)), (service.Shift.Stage, service.Weights("test")));
    }

    [Fact]
    public void Step_Bake_LastsAsLongAsItSays()
    {
        var service = new VirtualService(BlueGreen);
        service.Deploy();
        service.Until("BAKE_TIME");
        var began = service.Now;

        service.Until("CLEAN_UP");

        Assert.Equal(300, (service.Now - began).TotalSeconds);
    }

    [Fact]
    public void Step_TimeScale_MakesBakesShorter_EvenThoseUnderWay()
    {
        var service = new VirtualService(BlueGreen);
        service.Deploy();
        service.Until("BAKE_TIME");
        var began = service.Now;
        service.Step(4);
        Assert.Equal("BAKE_TIME", service.Shift.Stage);
        service.State.TimeScale = 60;

        service.Until("CLEAN_UP");

        Assert.Equal(5, (service.Now - began).TotalSeconds);
    }

    [Theory]
    [InlineData(12.5, 875, 125)]
    [InlineData(5, 95, 5)]
    [InlineData(0.1, 999, 1)]
    [InlineData(99.9, 1, 999)]
    public void Step_Canary_ShiftsItsPercentAndTheRestAfterItsBake(double percent, int blue, int green)
    {
        var service = new VirtualService(FormattableString.Invariant(
            $$$"""{"strategy":"CANARY","bakeTimeInMinutes":5,"canaryConfiguration":{"canaryPercent":{{{percent}}},"canaryBakeTimeInMinutes":3}}"""));
        service.Deploy();

        var shifts = Shifts(service);

        Assert.Equal([(percent, (blue, green)), (100, (0, 100))], shifts.Select(shift => (shift.Percent, shift.Weights)));
        // The step bake, and one step each for the two stages between.
        Assert.Equal(180, (shifts[1].At - shifts[0].At).TotalSeconds, 3.0);
    }

    [Fact]
    public void Step_Linear_ShiftsAStepAtATimeAndDoesNotBakeAfterTheLast()
    {
        var service = new VirtualService("""{"strategy":"LINEAR","bakeTimeInMinutes":0,"linearConfiguration":{"stepPercent":33.3,"stepBakeTimeInMinutes":2}}""");
        service.Deploy();

        var shifts = Shifts(service);

        Assert.Equal([33.3, 66.6, 99.9, 100], shifts.Select(shift => shift.Percent));
        Assert.Equal([(667, 333), (334, 666), (1, 999), (0, 100)], shifts.Select(shift => shift.Weights));
        Assert.All(shifts.Zip(shifts.Skip(1)), pair => Assert.InRange((pair.Second.At - pair.First.At).TotalSeconds, 120, 124));
        Assert.True(service.Now - shifts[^1].At < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Deploy_AgainAndAgain_TheGroupsSwapRoles()
    {
        var service = new VirtualService(BlueGreen);
        foreach (var group in new[] { "green", "blue", "green" })
        {
            service.Deploy();
            service.Until("SUCCESSFUL");
            Assert.Equal((group, group == "green" ? (0, 100) : (100, 0)), (service.GroupOf(service.Service.StableRevision!), service.Weights("production")));
        }
    }

    [Fact]
    public void Step_BlueTaskCrashesMeanwhile_IsReplaced()
    {
        var service = new VirtualService(BlueGreen);
        service.Deploy();
        service.Until("BAKE_TIME");
        var blue = service.Latest.SourceRevision!;

        service.Crash(service.Tasks(blue).First());
        service.Step(2);

        Assert.Equal((2, 0), (service.Tasks(blue).Count(), service.Latest.Failures));
    }

    [Fact]
    public void Step_DesiredCountChangesMeanwhile_ScalesBoth()
    {
        var service = new VirtualService(BlueGreen);
        service.Deploy();
        service.Until("BAKE_TIME");

        service.Update("""{"desiredCount":4}""");
        service.Step();

        Assert.Equal((4, 4), (service.Tasks(service.Latest.SourceRevision!).Count(), service.Tasks(service.Latest.TargetRevision).Count()));
    }

    [Theory]
    [InlineData("""{"strategy":"ROLLING"}""", false)]
    [InlineData(BlueGreen, true)]
    public void Deploy_StrategyChangesInPlace_IsOfTheNewOne(string configuration, bool shifts)
    {
        var service = new VirtualService(Canary);
        service.Deploy();
        service.Until("SUCCESSFUL");
        service.Configure(configuration);

        service.Deploy();
        Assert.Equal(shifts, service.Latest.Shift is not null);
        service.Until("SUCCESSFUL");

        // A rolling one stays where the traffic is.
        Assert.Equal(shifts ? "blue" : "green", service.GroupOf(service.Service.StableRevision!));
        Assert.Equal(shifts ? (100, 0) : (0, 100), service.Weights("production"));
    }

    [Fact]
    public void Deploy_RollingWithOneGroupAgain_BringsTheTrafficAlong()
    {
        var service = new VirtualService(Canary);
        service.Deploy();
        service.Until("SUCCESSFUL");
        service.Update("""{"deploymentConfiguration":{"strategy":"ROLLING"},"loadBalancers":[{"targetGroupArn":"blue","containerName":"web","containerPort":80}]}""");
        var served = true;
        service.BeforeStep = () => served &= service.HasHealthy(service.Weights("production").Green > 0 ? "green" : "blue");

        service.Deploy();
        service.Until("SUCCESSFUL");

        Assert.Equal(("blue", (100, 0), true), (service.GroupOf(service.Service.StableRevision!), service.Weights("production"), served));
        service.Deploy();
        Assert.Null(service.Latest.Shift);
    }

    [Fact]
    public void Deploy_AllNewTargetGroups_GoesStraightToTheFirst()
    {
        var service = new VirtualService("""{"strategy":"ROLLING"}""");
        service.AddGroups("new-blue", "new-green", "new-production");
        service.Update("""
            {"deploymentConfiguration":{"strategy":"CANARY"},"loadBalancers":[{"targetGroupArn":"new-blue","containerName":"web","containerPort":80,"advancedConfiguration":{
             "alternateTargetGroupArn":"new-green","productionListenerRule":"new-production","roleArn":"arn:aws:iam::000000000000:role/ecs"} }] }
            """);
        var before = service.Service.StableRevision!;

        service.Deploy();
        service.Until("CLEAN_UP");

        Assert.Equal((2, "new-blue"), (service.Tasks(before).Count(), service.GroupOf(service.Latest.TargetRevision)));
        Assert.Equal([("new-blue", 100), ("new-green", 0)], RuleWeights.Find(service.State, "new-production")!.Select(pair => (pair.Key, pair.Value)));
        service.Until("SUCCESSFUL");
    }

    [Fact]
    public void Step_WithoutALoadBalancer_PassesTheStagesAllTheSame()
    {
        var service = new VirtualService(BlueGreen, count: 1);
        service.Update("""{"loadBalancers":[]}""");
        service.Deploy();
        service.Until("SUCCESSFUL");
        service.Deploy();

        Assert.Contains("BAKE_TIME", Stages(service));
        Assert.Equal((1, "SUCCESSFUL"), (service.Tasks(service.Latest.TargetRevision).Count(), service.Latest.Status));
    }

    [Fact]
    public void IsAtRest_AfterADeployment_IsTrue()
    {
        var service = new VirtualService(BlueGreen);
        service.Deploy();
        service.Until("SUCCESSFUL");

        Assert.True(ServiceStep.IsAtRest(new Fleet(service.State), service.Service));
    }

    private static List<string> Stages(VirtualService service)
    {
        var seen = new List<string>();
        while (service.Latest.IsOpen)
        {
            service.Step(10);
            if (seen.LastOrDefault() != service.Shift.Stage)
                seen.Add(service.Shift.Stage!);
        }

        return seen;
    }

    private static List<(double Percent, (int, int) Weights, DateTimeOffset At)> Shifts(VirtualService service)
    {
        var seen = new List<(double Percent, (int, int) Weights, DateTimeOffset At)>();
        while (service.Latest.IsOpen)
        {
            service.Step();
            if (service.Shift.Production > 0 && (seen.Count == 0 || seen[^1].Percent != service.Shift.Production))
                seen.Add((service.Shift.Production, service.Weights("production"), service.Now));
        }

        return seen;
    }
}
