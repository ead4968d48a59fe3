using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>Whatever happens while traffic is shifted: the same things hold. Failures, alarms, answers and updates come at random moments.</summary>
public sealed class ShiftPropertyTests
{
    private static readonly string[] Strategies =
    [
        """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":2,MORE}""",
        """{"strategy":"CANARY","bakeTimeInMinutes":1,"canaryConfiguration":{"canaryPercent":7.3,"canaryBakeTimeInMinutes":2},MORE}""",
        """{"strategy":"LINEAR","bakeTimeInMinutes":1,"linearConfiguration":{"stepPercent":17.0,"stepBakeTimeInMinutes":1},MORE}""",
        """{"strategy":"ROLLING","alarms":{"alarmNames":["a"],"enable":true,"rollback":true}}""",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 300)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Deployments_OfARandomDay_EndWithTheTrafficWhereTheVerdictSays(int seed)
    {
        var random = new Random(seed);
        var service = new VirtualService(Configuration(random), random.Next(1, 4));
        var before = (Blue: 100, Green: 0);
        for (var deployment = 0; deployment < 4; deployment++)
        {
            service.Configure(Configuration(random));
            service.State.Alarms["a"] = "OK";
            service.Deploy(broken: random.Next(4) == 0);
            for (var left = 5000; service.Latest.IsOpen; left--)
            {
                Assert.True(left > 0, $"at {service.Latest.Shift?.Stage}, {service.Latest.Status}");
                Happen(service, random);
                service.Step(random.NextDouble() * 20);
                before = Holds(service, before);
            }

            Ends(service);
            before = service.Weights(VirtualService.Production);
        }
    }

    private static string Configuration(Random random) => Strategies[random.Next(Strategies.Length)].Replace("MORE", random.Next(3) == 0
        ? """
          "alarms":{"alarmNames":["a"],"enable":true,"rollback":true},"lifecycleHooks":[{"targetType":"PAUSE",
          "lifecycleStages":["PRE_SCALE_UP","PRE_PRODUCTION_TRAFFIC_SHIFT","POST_PRODUCTION_TRAFFIC_SHIFT"],"timeoutConfiguration":{"timeoutInMinutes":1,"action":"CONTINUE"}}]
          """
        : """
          "alarms":{"alarmNames":["a"],"enable":true,"rollback":true},"lifecycleHooks":[]
          """, StringComparison.Ordinal);

    private static void Happen(VirtualService service, Random random)
    {
        var tasks = service.State.Tasks.Values.Where(task => task.LastStatus == "RUNNING" && task.IsActive).ToArray();
        switch (random.Next(150))
        {
            case < 2 when tasks.Length > 0:
                service.Crash(tasks[random.Next(tasks.Length)]);
                break;
            case 2 or 6 when tasks.Length > 0:
                // Everything of one side at once: what was to be shifted to, or gone back to, is not there.
                foreach (var task in tasks.Where(task => task.Revision == tasks[0].Revision))
                    service.Crash(task);
                if (random.Next(2) == 0 && service.Latest is { RollbackReason: null, IsOpen: true } && service.Latest.Shift?.Stage != "CLEAN_UP")
                    service.RollBack();
                break;
            case 3:
                service.State.Alarms["a"] = "ALARM";
                break;
            case 4 when service.Latest.RollbackReason is null && service.Latest.Shift?.Stage != "CLEAN_UP":
                service.RollBack();
                break;
            case 5:
                service.Deploy(broken: random.Next(4) == 0);
                break;
        }
    }

    // A group that gets more production traffic than before has a healthy target, if any group has one.
    private static (int Blue, int Green) Holds(VirtualService service, (int Blue, int Green) before)
    {
        var now = service.Weights(VirtualService.Production);
        foreach (var (group, was, becomes, other) in new[] { ("blue", Share(before.Blue, before), Share(now.Blue, now), "green"), ("green", Share(before.Green, before), Share(now.Green, now), "blue") })
        {
            if (becomes > was + 1e-9)
                Assert.True(service.HasHealthy(group) || !service.HasHealthy(other), $"{group} got {becomes} after {was} at {service.Latest.Shift?.Stage}");
        }

        return now;
    }

    private static double Share(int weight, (int Blue, int Green) all) => (double)weight / (all.Blue + all.Green);

    private static void Ends(VirtualService service)
    {
        var latest = service.Latest;
        Assert.Contains(latest.Status, new[] { "SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED" });
        if (latest.Status is "ROLLBACK_FAILED" or "STOPPED")
            return;
        var live = latest.Status == "SUCCESSFUL" ? latest.TargetRevision : latest.SourceRevision!;
        Assert.Equal((live, live), (service.Service.StableRevision, service.Service.ActiveRevision));
        var group = service.GroupOf(live);
        Assert.Equal(group == "blue" ? (100, 0) : (0, 100), service.Weights(VirtualService.Production));
        Assert.Equal(group == "blue" ? (100, 0) : (0, 100), service.Weights(VirtualService.Test));
        Assert.All(service.State.Tasks.Values.Where(task => task.LastStatus != "STOPPED"), task => Assert.Equal(live, task.Revision));
    }
}
