using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Aws;

/// <summary>
/// ECS's service deployments, which moto 5.2 does not have: each UpdateService that passes becomes one that has succeeded. moto runs no tasks, so
/// that whoever looks further than the deployment's status finds that nothing runs.
/// </summary>
internal sealed class MotoServiceDeployments
{
    private readonly List<Deployment> deployments = [];

    public AwsFront.Answer? Answer(AwsFront.Call call)
    {
        if (call.Service != "ecs")
            return null;
        var request = JsonNode.Parse(call.Body)!;
        lock (deployments)
        {
            switch (call.Operation)
            {
                case "UpdateService" when request["taskDefinition"] is { } definition:
                    deployments.Insert(0, new(deployments.Count + 1, Name(request["service"]), definition.ToString(), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
                    return null; // moto updates its service
                case "ListServiceDeployments":
                    return Of("serviceDeployments", deployments.Where(one => one.Service == Name(request["service"])).Select(one => new JsonObject
                    {
                        ["serviceDeploymentArn"] = one.Arn,
                        ["status"] = "SUCCESSFUL",
                        ["createdAt"] = one.At,
                    }));
                case "DescribeServiceDeployments":
                    return Of("serviceDeployments", Wanted(request["serviceDeploymentArns"], one => one.Arn).Select(one => new JsonObject
                    {
                        ["serviceDeploymentArn"] = one.Arn,
                        ["status"] = "SUCCESSFUL",
                        ["createdAt"] = one.At,
                        ["startedAt"] = one.At,
                        ["finishedAt"] = one.At,
                        ["targetServiceRevision"] = new JsonObject { ["arn"] = one.Revision, ["requestedTaskCount"] = 1, ["runningTaskCount"] = 0, ["pendingTaskCount"] = 0 },
                    }));
                case "DescribeServiceRevisions":
                    return Of("serviceRevisions", Wanted(request["serviceRevisionArns"], one => one.Revision)
                        .Select(one => new JsonObject { ["serviceRevisionArn"] = one.Revision, ["taskDefinition"] = one.TaskDefinition }));
                default:
                    return null;
            }
        }
    }

    private IEnumerable<Deployment> Wanted(JsonNode? arns, Func<Deployment, string> arnOf) =>
        deployments.Where(one => arns!.AsArray().Any(arn => arn!.ToString() == arnOf(one)));

    private static AwsFront.Answer Of(string member, IEnumerable<JsonObject> items) => new(new JsonObject { [member] = new JsonArray([.. items]) }.ToJsonString());

    private static string Name(JsonNode? service) => service!.ToString().Split('/')[^1];

    private sealed record Deployment(int Number, string Service, string TaskDefinition, long At)
    {
        public string Arn => $"arn:aws:ecs:eu-west-1:123456789012:service-deployment/c/{Service}/{Number}";

        public string Revision => $"arn:aws:ecs:eu-west-1:123456789012:service-revision/c/{Service}/{Number}";
    }
}
