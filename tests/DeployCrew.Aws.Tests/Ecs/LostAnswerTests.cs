using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Tests.Ecs;

/// <summary>Calls that must not be made twice lose their answer: what was done is found, and what was not is done.</summary>
public sealed class LostAnswerTests
{
    private const string Arn = "arn:aws:ecs:eu-west-1:1:task-definition/web:";
    private readonly List<JsonObject> registered = [Definition(1)];
    private readonly List<string> deployments = ["arn:d/old"];

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Register_AnswerLost_LeavesOneRevision(bool done, int sent)
    {
        await using var service = await FaultyService.StartAsync((_, arrival, context) =>
        {
            var isFirst = registered.Count == 1 && arrival.Operation == "RegisterTaskDefinition";
            if (arrival.Operation != "RegisterTaskDefinition")
                return FaultyService.Json(new JsonObject { ["taskDefinition"] = registered[^1].DeepClone() }.ToJsonString())(context);
            if (isFirst && lost++ == 0)
            {
                if (done)
                    Add(arrival.Body);
                return FaultyService.Cut(context);
            }

            Add(arrival.Body);
            return FaultyService.Json(new JsonObject { ["taskDefinition"] = registered[^1].DeepClone() }.ToJsonString())(context);
        });
        using var rollouts = new EcsServiceRollouts(service.Connection);
        var basis = await rollouts.DescribeTaskDefinitionAsync("web", default);

        var arn = await rollouts.RegisterTaskDefinitionAsync(basis, new("web", "new@sha256:1", null, 256, 512), default);

        Assert.Equal((Arn + 2, 2, sent), (arn, registered.Count, service.Arrivals.Count(arrival => arrival.Operation == "RegisterTaskDefinition")));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Update_ForcedAndAnswerLost_LeavesOneNewDeployment(bool done, int sent)
    {
        await using var service = await FaultyService.StartAsync((_, arrival, context) =>
        {
            if (arrival.Operation != "UpdateService")
                return FaultyService.Json(Answer(arrival.Operation))(context);
            if (lost++ > 0 || done)
                deployments.Insert(0, $"arn:d/new{deployments.Count}");
            return lost == 1 ? FaultyService.Error(500, "ServerException")(context) : FaultyService.Json("{}")(context);
        });
        using var rollouts = new EcsServiceRollouts(service.Connection);

        await rollouts.UpdateServiceAsync(new("c", "web", Arn + 2, 1, 2, 0, RollBack: true, Force: true), default);

        Assert.Equal((2, sent), (deployments.Count, service.Arrivals.Count(arrival => arrival.Operation == "UpdateService")));
    }

    [Fact]
    public async Task Update_NotForced_PutsTheSameStateAgain()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Error(500, "ServerException"), FaultyService.Json("{}"));
        using var rollouts = new EcsServiceRollouts(service.Connection);

        await rollouts.UpdateServiceAsync(new("c", "web", Arn + 2, 1, 2, 0, RollBack: true, Force: false), default);

        Assert.Equal(["UpdateService", "UpdateService"], service.Arrivals.Select(arrival => arrival.Operation));
    }

    [Theory]
    [InlineData("ROLLBACK_IN_PROGRESS", false)]
    [InlineData("ROLLBACK_FAILED", false)]
    [InlineData("SUCCESSFUL", true)]
    public async Task Stop_AnswerLostAndRefusedAfterwards_FailsOnlyWhenItWasNotStopped(string status, bool fails)
    {
        await using var service = await FaultyService.StartAsync((_, arrival, context) => arrival.Operation == "DescribeServiceDeployments"
            ? FaultyService.Json(Objects("serviceDeployments", [$$"""{"serviceDeploymentArn":"arn:d","status":"{{status}}"}"""]))(context)
            : lost++ == 0 ? FaultyService.Cut(context) : FaultyService.Error(400, "ConflictException")(context));
        using var rollouts = new EcsServiceRollouts(service.Connection);

        var error = await Record.ExceptionAsync(() => rollouts.StopDeploymentAsync("arn:d", default));

        Assert.Equal(fails ? "ConflictException" : null, (error as AwsCallError)?.AwsCode);
        Assert.Equal(fails, error is not null);
        Assert.Equal(2, service.Arrivals.Count(arrival => arrival.Operation == "StopServiceDeployment"));
    }

    private int lost;

    private string Answer(string operation) => operation switch
    {
        "ListServiceDeployments" => Objects("serviceDeployments", deployments.Select(arn => $$"""{"serviceDeploymentArn":"{{arn}}"}""")),
        "DescribeServiceDeployments" => Objects("serviceDeployments", deployments.Select(arn => $$"""{"serviceDeploymentArn":"{{arn}}","targetServiceRevision":{"arn":"arn:r"} }""")),
        _ => Objects("serviceRevisions", [$$"""{"serviceRevisionArn":"arn:r","taskDefinition":"{{Arn}}2"}"""]),
    };

    private static string Objects(string name, IEnumerable<string> items) => $$"""{"{{name}}":[{{string.Join(',', items)}}]}""";

    private void Add(string body)
    {
        var definition = (JsonObject)JsonNode.Parse(body)!;
        definition["taskDefinitionArn"] = $"{Arn}{registered.Count + 1}";
        definition["revision"] = registered.Count + 1;
        registered.Add(definition);
    }

    private static JsonObject Definition(int revision) => (JsonObject)JsonNode.Parse(
        $$"""{"taskDefinitionArn":"{{Arn}}{{revision}}","revision":{{revision}},"family":"web","cpu":"256","memory":"512","containerDefinitions":[{"name":"web","image":"old"}]}""")!;
}
