using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>A circuit breaker that cannot be: the request is refused, and everything is as it was.</summary>
public sealed class CircuitBreakerSettingsTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StateStore store;
    private readonly IReadOnlyDictionary<string, AwsOperation> operations;

    public CircuitBreakerSettingsTests()
    {
        store = new StateStore(folder.Path, TimeProvider.System);
        operations = new EcsApi(store, new ServiceChanges(TimeProvider.System), TimeProvider.System).Service.Operations;
        Ask("CreateCluster", """{"clusterName":"c"}""");
        Ask("RegisterTaskDefinition", """{"family":"web","containerDefinitions":[{"name":"web","image":"i"}]}""");
        Ask("CreateService", """{"cluster":"c","serviceName":"web","taskDefinition":"web","desiredCount":1}""");
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "7", "SerializationException" },
        { """{"thresholdConfiguration":[]}""", "SerializationException" },
        { """{"thresholdConfiguration":{"type":3,"value":5}}""", "SerializationException" },
        { """{"thresholdConfiguration":{"type":"COUNT","value":"5"}}""", "SerializationException" },
        { """{"thresholdConfiguration":{"type":"COUNT","value":1.5}}""", "SerializationException" },
        { """{"thresholdConfiguration":{"type":"COUNT","value":99999999999}}""", "SerializationException" },
        { """{"thresholdConfiguration":{"type":"SOME","value":5}}""", "InvalidParameterException" },
        { """{"thresholdConfiguration":{"type":"COUNT","value":0}}""", "InvalidParameterException" },
    };

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Create_Malformed_IsRefusedAndLeavesNothing(string breaker, string code) => AssertRefused(code, "CreateService", $$"""
        {"cluster":"c","serviceName":"other","taskDefinition":"web","desiredCount":1,"tags":[{"key":"a","value":"b"}],
         "deploymentConfiguration":{"deploymentCircuitBreaker":{{breaker}}} }
        """);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Update_Malformed_IsRefusedAndChangesNothing(string breaker, string code) => AssertRefused(code, "UpdateService", $$"""
        {"cluster":"c","service":"web","desiredCount":7,"healthCheckGracePeriodSeconds":77,"enableExecuteCommand":true,"forceNewDeployment":true,
         "deploymentConfiguration":{"minimumHealthyPercent":33,"maximumPercent":133,"deploymentCircuitBreaker":{{breaker}}} }
        """);

    [Theory]
    [InlineData("""{"enable":true,"rollback":true,"thresholdConfiguration":{"type":"COUNT","value":5}}""", "COUNT", 5)]
    [InlineData("""{"enable":true,"rollback":true,"thresholdConfiguration":null}""", "BOUNDED_PERCENT", 50)]
    public void Update_WellFormed_IsTaken(string breaker, string type, int value)
    {
        Ask("UpdateService", $$"""{"cluster":"c","service":"web","deploymentConfiguration":{"deploymentCircuitBreaker":{{breaker}}} }""");

        var (state, kept) = store.Read(state => (state.Services.Values.Single().CircuitBreaker, state.Services.Count));
        Assert.Equal((true, true, type, value, 1), (state.Enable, state.Rollback, state.ThresholdType, state.ThresholdValue, kept));
    }

    private void AssertRefused(string code, string operation, string request)
    {
        var before = State();

        Assert.Equal(code, Assert.Throws<AwsFault>(() => Ask(operation, request)).Code);

        Assert.Equal(before, State());
    }

    private string State() => store.Read(state => JsonSerializer.Serialize(state, JsonFormat.Compact));

    private void Ask(string operation, string request) => operations[operation](
        (JsonObject)JsonNode.Parse(request)!, new AwsCall(operation, AwsCaller.Owner("ecs", "eu-west-1"), "1", new Pager([], "", "")));
}
