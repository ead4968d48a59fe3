using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.State;

/// <summary>A state that was written before deployments could shift traffic.</summary>
public sealed class OlderStateTests : IDisposable
{
    // What the state of a rolling service in the middle of a deployment was then, as it was written.
    private const string Written = """
        {"services":{"arn:aws:ecs:eu-west-1:000000000000:service/c/s":{"arn":"arn:aws:ecs:eu-west-1:000000000000:service/c/s","name":"s","clusterArn":"c",
          "createdAt":"2026-11-21T12:00:00+00:00","taskDefinition":"td:2","desiredCount":1,"graceSeconds":0,"minimumHealthyPercent":100,"maximumPercent":200,
          "circuitBreaker":{"enable":true,"rollback":true,"thresholdType":"COUNT","thresholdValue":2},
          "loadBalancers":[{"targetGroupArn":"blue","containerName":"web","containerPort":80}],"settings":{"launchType":"FARGATE"},
          "activeRevision":"r2","stableRevision":"r1","revisions":[{"arn":"r1","taskDefinition":"td:1","createdAt":"2026-11-21T12:00:00+00:00","digests":{}},
          {"arn":"r2","taskDefinition":"td:2","createdAt":"2026-11-21T12:01:00+00:00","digests":{}}],
          "deployments":[{"arn":"d2","targetRevision":"r2","sourceRevision":"r1","status":"IN_PROGRESS","createdAt":"2026-11-21T12:01:00+00:00",
          "startedAt":"2026-11-21T12:01:00+00:00","failures":0,"threshold":2,"rollbackFailures":0,"isOpen":true}],
          "events":[],"failuresInRow":0,"nextStart":"2026-11-21T12:01:00+00:00","halted":false,"deleting":false}},
         "tasks":{"t1":{"id":"t1","arn":"t1","clusterArn":"c","serviceArn":"arn:aws:ecs:eu-west-1:000000000000:service/c/s","revision":"r1","taskDefinition":"td:1",
          "containerName":"web","image":"i","createdAt":"2026-11-21T12:00:00+00:00","lastStatus":"RUNNING","desiredStatus":"RUNNING","containerPort":80,"hostPort":1,"logOffset":0,"isActive":true}},
         "taskDefinitions":{"td:1":{},"td:2":{}},
         "loadBalancers":{"lb":{"arn":"lb","name":"lb","createdAt":"2026-11-21T12:00:00+00:00","listeners":[{"arn":"l","requestedPort":443,"port":8443,"protocol":"HTTPS",
          "defaultActions":[],"rules":[{"arn":"production","priority":1,"pathPatterns":["/*"],"hosts":[],"weights":{"blue":100,"green":0},"actions":[]}]}]}},
         "targetGroups":{"blue":{"arn":"blue","name":"blue","targets":[{"taskId":"t1","address":"127.0.0.1","port":1,"health":"healthy","registeredAt":"2026-11-21T12:00:00+00:00","isAddressOnly":false}]},
          "green":{"arn":"green","name":"green","targets":[]}}}
        """;

    private readonly TemporaryFolder folder = new();

    public OlderStateTests() => File.WriteAllText(folder.In("state.json"), Written);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Store_OlderState_GoesOnWithItsRollingDeployment()
    {
        await using var store = new StateStore(folder.Path, TimeProvider.System);

        var started = store.Change(state => ServiceStep.Take(state, new Fleet(state), state.Services.Values.Single(), DateTimeOffset.UnixEpoch.AddYears(60)));

        Assert.Equal(["r2"], started);
        Assert.Equal((1.0, 0, null), store.Read(state => (state.TimeScale, state.Alarms.Count, state.Services.Values.Single().Shifting)));
    }

    [Fact]
    public async Task Store_AlarmsThatWereOnlyAState_AreAlarmsSetByHand()
    {
        File.WriteAllText(folder.In("state.json"), """{"alarms":{"a":"ALARM"}}""");
        await using var store = new StateStore(folder.Path, TimeProvider.System);

        Assert.Equal(("ALARM", null), store.Read(state => (state.Alarms["a"].Value, state.Alarms["a"].Definition)));
    }

    [Fact]
    public async Task Deploy_CanaryOfAnOlderService_GoesToTheGroupThatItDoesNotUse()
    {
        await using var store = new StateStore(folder.Path, TimeProvider.System);

        var (groups, source) = store.Change(state =>
        {
            var service = state.Services.Values.Single();
            var request = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse("""
                {"deploymentConfiguration":{"strategy":"CANARY"},"loadBalancers":[{"targetGroupArn":"blue","containerName":"web","containerPort":80,
                 "advancedConfiguration":{"alternateTargetGroupArn":"green","productionListenerRule":"production","roleArn":"r"}}]}
                """)!;
            ServiceChanges.Refuse(state, request, service);
            ServiceChanges.Configure(service, request);
            var deployment = new ServiceChanges(TimeProvider.System).Deploy(state, service, "td:2", 1);
            return (service.Revision(deployment.TargetRevision).Targets!.Select(target => target.Group).ToArray(), (deployment.SourceRevision, deployment.Shift!.Straight));
        });

        Assert.Equal(["green"], groups);
        Assert.Equal(("r1", false), source);
    }
}
