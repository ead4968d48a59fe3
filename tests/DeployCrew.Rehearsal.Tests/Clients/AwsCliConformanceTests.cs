using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>The real aws CLI makes, changes, lists and deletes what nobody has provisioned.</summary>
[Trait("Category", "real")]
public sealed class AwsCliConformanceTests : IAsyncLifetime
{
    private TestCloud cloud = null!;
    private AwsCli aws = null!;

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        aws = new AwsCli(cloud.Address, cloud.Address.Endpoint, cloud.Folder);
    }

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [RealFact("DEPLOYCREW_TEST_AWS_CLI")]
    public Task Services_OfEachProtocol_TakeWhatTheCliSends() => Task.WhenAll(LoadBalancingAsync(), SecretsAsync(), EcsAsync(), RegistryAndLogsAsync());

    private async Task LoadBalancingAsync()
    {
        var balancer = await FirstAsync("LoadBalancers", "LoadBalancerArn", "elbv2", "create-load-balancer", "--name", "cli", "--subnets", "subnet-1", "subnet-2", "--tags", "Key=a,Value=1");
        var group = await FirstAsync("TargetGroups", "TargetGroupArn", "elbv2", "create-target-group", "--name", "cli", "--protocol", "HTTP", "--port", "80", "--vpc-id", "vpc-1", "--target-type", "ip");
        var listener = await FirstAsync("Listeners", "ListenerArn",
            "elbv2", "create-listener", "--load-balancer-arn", balancer, "--port", "18300", "--protocol", "HTTP", "--default-actions", $"Type=forward,TargetGroupArn={group}");
        await FirstAsync("Rules", "RuleArn", "elbv2", "create-rule", "--listener-arn", listener, "--priority", "5", "--conditions", "Field=path-pattern,Values=/a/*",
            "--actions", "Type=fixed-response,FixedResponseConfig={StatusCode=201,ContentType=text/plain,MessageBody=made}");
        var attributes = (await aws.JsonAsync("elbv2", "describe-listener-attributes", "--listener-arn", listener))["Attributes"]!.AsArray();
        var port = (string)attributes.First(one => (string)one!["Key"]! == "deploycrew.local_port")!["Value"]!;
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"http://127.0.0.1:{port}/a/b");
        Assert.Equal((201, "made"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Contains("ResourceInUse", await aws.ErrorAsync("elbv2", "delete-target-group", "--target-group-arn", group), StringComparison.Ordinal);
        await DoneAsync("elbv2", "delete-load-balancer", "--load-balancer-arn", balancer);
        await DoneAsync("elbv2", "wait", "load-balancers-deleted", "--load-balancer-arns", balancer);
        await DoneAsync("elbv2", "delete-target-group", "--target-group-arn", group);
    }

    private async Task SecretsAsync()
    {
        await aws.JsonAsync("secretsmanager", "create-secret", "--name", "cli/one", "--secret-string", """{"password":"s3cret"}""");
        await aws.JsonAsync("secretsmanager", "put-secret-value", "--secret-id", "cli/one", "--secret-string", "second");
        Assert.Equal("second", (string?)(await aws.JsonAsync("secretsmanager", "get-secret-value", "--secret-id", "cli/one"))["SecretString"]);
        Assert.Single((await aws.JsonAsync("secretsmanager", "list-secrets", "--max-items", "5"))["SecretList"]!.AsArray());
        await aws.JsonAsync("secretsmanager", "delete-secret", "--secret-id", "cli/one", "--recovery-window-in-days", "7");
        Assert.Contains("InvalidRequestException", await aws.ErrorAsync("secretsmanager", "get-secret-value", "--secret-id", "cli/one"), StringComparison.Ordinal);
        var role = await aws.JsonAsync("sts", "assume-role", "--role-arn", "arn:aws:iam::000000000000:role/cli", "--role-session-name", "me");
        Assert.EndsWith("assumed-role/cli/me", (string?)role["AssumedRoleUser"]!["Arn"], StringComparison.Ordinal);
        await aws.JsonAsync("ssm", "put-parameter", "--name", "/cli/one", "--value", "a", "--type", "String", "--tags", "Key=a,Value=1");
        Assert.Single((await aws.JsonAsync("ssm", "get-parameter-history", "--name", "/cli/one"))["Parameters"]!.AsArray());
    }

    private async Task EcsAsync()
    {
        await aws.JsonAsync("ecs", "create-cluster", "--cluster-name", "cli", "--settings", "name=containerInsights,value=enabled");
        await aws.JsonAsync("ecs", "register-task-definition", "--family", "cli", "--container-definitions", """[{"name":"web","image":"nothing"}]""");
        await aws.JsonAsync("ecs", "create-service", "--cluster", "cli", "--service-name", "web", "--task-definition", "cli", "--desired-count", "0", "--launch-type", "FARGATE");
        await DoneAsync("ecs", "wait", "services-stable", "--cluster", "cli", "--services", "web");
        await aws.JsonAsync("ecs", "delete-service", "--cluster", "cli", "--service", "web");
        await DoneAsync("ecs", "wait", "services-inactive", "--cluster", "cli", "--services", "web");
        await aws.JsonAsync("ecs", "deregister-task-definition", "--task-definition", "cli:1");
        Assert.Single((await aws.JsonAsync("ecs", "delete-task-definitions", "--task-definitions", "cli:1"))["taskDefinitions"]!.AsArray());
        Assert.Equal("INACTIVE", (string?)(await aws.JsonAsync("ecs", "delete-cluster", "--cluster", "cli"))["cluster"]!["status"]);
    }

    private async Task RegistryAndLogsAsync()
    {
        await aws.JsonAsync("ecr", "create-repository", "--repository-name", "cli/one", "--image-tag-mutability", "IMMUTABLE");
        Assert.Equal("IMMUTABLE", (string?)(await aws.JsonAsync("ecr", "describe-repositories"))["repositories"]![0]!["imageTagMutability"]);
        await aws.JsonAsync("ecr", "delete-repository", "--repository-name", "cli/one");
        await DoneAsync("logs", "create-log-group", "--log-group-name", "cli");
        await DoneAsync("logs", "put-retention-policy", "--log-group-name", "cli", "--retention-in-days", "7");
        await DoneAsync("logs", "create-log-stream", "--log-group-name", "cli", "--log-stream-name", "one");
        await aws.JsonAsync("logs", "put-log-events", "--log-group-name", "cli", "--log-stream-name", "one",
            "--log-events", $"timestamp={TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()},message=hello");
        Assert.Equal("hello", (string?)(await aws.JsonAsync("logs", "filter-log-events", "--log-group-name", "cli"))["events"]![0]!["message"]);
        await DoneAsync("logs", "delete-log-group", "--log-group-name", "cli");
    }

    private async Task<string> FirstAsync(string list, string member, params string[] arguments) => (string)(await aws.JsonAsync(arguments))[list]![0]![member]!;

    private async Task DoneAsync(params string[] arguments)
    {
        var result = await aws.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {string.Join('\n', result.Errors)}");
    }
}
