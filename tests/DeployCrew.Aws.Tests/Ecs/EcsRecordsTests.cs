using System.Text.Json.Nodes;
using DeployCrew.Aws.Ecs;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Tests.Ecs;

public sealed class EcsRecordsTests
{
    [Theory]
    [InlineData("SUCCESSFUL", ServiceDeploymentStatus.Successful)]
    [InlineData("ROLLBACK_FAILED", ServiceDeploymentStatus.RollbackFailed)]
    [InlineData("STOP_REQUESTED", ServiceDeploymentStatus.StopRequested)]
    [InlineData("SOMETHING_NEW", ServiceDeploymentStatus.Unknown)]
    [InlineData(null, ServiceDeploymentStatus.Unknown)]
    public void Deployment_Status_ToleratesWhatIsNew(string? status, ServiceDeploymentStatus expected)
    {
        var json = new JsonObject { ["serviceDeploymentArn"] = "d", ["status"] = status, ["newMember"] = new JsonObject(), ["createdAt"] = 1700000000.5 };

        var deployment = DeploymentRecords.Deployment(json);

        Assert.Equal((expected, DateTimeOffset.UnixEpoch.AddSeconds(1700000000.5)), (deployment.Status, deployment.CreatedAt));
    }

    [Fact]
    public void Task_InAwsvpc_AnswersOnItsPrivateAddress()
    {
        var json = (JsonObject)JsonNode.Parse("""
            {"taskArn":"arn:aws:ecs:eu-west-1:1:task/c/0f3c","taskDefinitionArn":"td","lastStatus":"RUNNING","startedAt":1,
             "containers":[{"name":"web","imageDigest":"sha256:1","networkInterfaces":[{"privateIpv4Address":"10.0.0.7"}]}]}
            """)!;

        var task = EcsRecords.Task(json);

        Assert.Equal(("0f3c", "sha256:1"), (task.Id, task.Containers[0].ImageDigest));
        Assert.Equal(["10.0.0.7"], task.Containers[0].Endpoints);
    }

    [Fact]
    public void Service_WithoutItsArn_FailsWithDC7004() =>
        Assert.Equal("DC7004", Assert.Throws<DeployError>(() => EcsRecords.Service([])).Code);

    [Fact]
    public void TaskDefinition_Applied_KeepsEveryFieldThatIsNotOurs()
    {
        var basis = new EcsTaskDefinition("td:1", "td", [], """
            {"taskDefinitionArn":"td:1","revision":1,"status":"ACTIVE","family":"td","ephemeralStorage":{"sizeInGiB":30},"requiresAttributes":[],
             "compatibilities":["FARGATE"],"registeredAt":1,"registeredBy":"x","cpu":"256","memory":"512","tags":[{"key":"a","value":"b"}],
             "containerDefinitions":[{"name":"side","image":"s"},{"name":"web","image":"old","command":["x"],"ulimits":[{"name":"nofile"}]}]}
            """);

        var wanted = TaskDefinitionDocument.Apply(basis, new TaskDefinitionChanges("web", "new", null, 512, 1024));

        Assert.True(JsonNode.DeepEquals(wanted, JsonNode.Parse("""
            {"family":"td","ephemeralStorage":{"sizeInGiB":30},"cpu":"512","memory":"1024","tags":[{"key":"a","value":"b"}],
             "containerDefinitions":[{"name":"side","image":"s"},{"name":"web","image":"new","ulimits":[{"name":"nofile"}]}]}
            """)), wanted.ToJsonString());
        Assert.Equal("DC7004", Assert.Throws<DeployError>(() => TaskDefinitionDocument.Apply(basis, new TaskDefinitionChanges("nobody", "new", null, 1, 1))).Code);
    }
}
