using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Aws;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>The real aws CLI against the local cloud, after our own clients have deployed to it; all that went over the wire is checked at the end.</summary>
[Trait("Category", "real")]
public sealed class AwsCliTests : IAsyncLifetime
{
    private WireRecorder recorder = null!;
    private TestCloud cloud = null!;
    private TestService service = null!;
    private AwsCli aws = null!;

    public async Task InitializeAsync()
    {
        recorder = await WireRecorder.StartAsync();
        cloud = await TestCloud.StartAsync(endpoint: address =>
        {
            recorder.Target = address.Endpoint;
            return recorder.Address;
        });
        aws = new AwsCli(cloud.Address, recorder.Address, cloud.Folder);
        service = await cloud.ProvisionAsync(TestRequirements.Web());
    }

    public async Task DisposeAsync()
    {
        await cloud.DisposeAsync();
        await recorder.DisposeAsync();
    }

    [RealFact("DEPLOYCREW_TEST_AWS_CLI", "DEPLOYCREW_TEST_BOTOCORE")]
    public async Task Resources_SeenByTheirTags_AreThoseOfTheStack()
    {
        using var tagged = new TaggedResources(cloud.Connection);
        var ours = await tagged.FindAsync(new Dictionary<string, string> { ["project"] = "hello", ["environment"] = "dev", ["managed-by"] = "deploycrew" }, default);
        var theirs = await aws.JsonAsync("resourcegroupstaggingapi", "get-resources", "--tag-filters", "Key=project,Values=hello", "Key=environment,Values=dev,prod");
        Assert.Equal(ours, theirs["ResourceTagMappingList"]!.AsArray().Select(one => (string)one!["ResourceARN"]!).Order(StringComparer.Ordinal));
        Assert.Contains(service.Cluster, ours);
        Assert.Empty((await aws.JsonAsync("resourcegroupstaggingapi", "get-resources", "--tag-filters", "Key=project,Values=nobody"))["ResourceTagMappingList"]!.AsArray());
        await WireHoldsAsync();
    }

    [RealFact("DEPLOYCREW_TEST_AWS_CLI", "DEPLOYCREW_TEST_BOTOCORE")]
    public async Task Deployment_SeenByTheCli_IsWhatWasDeployed()
    {
        await service.ServeAsync("v1");
        var image = await service.PushAsync("v2", "crash");
        await service.EndOfAsync(await service.DeployAsync(image));

        var found = (await aws.JsonAsync("ecs", "describe-services", "--cluster", service.Cluster, "--services", service.ServiceName, "nobody"));
        Assert.Equal(("ACTIVE", 1, 1), (Text(found, "services", 0, "status"), (int)found["services"]![0]!["runningCount"]!, (int)found["services"]![0]!["desiredCount"]!));
        Assert.Equal("MISSING", Text(found, "failures", 0, "reason"));
        var clusters = await aws.JsonAsync("ecs", "list-clusters");
        Assert.Equal(service.Cluster, Text(clusters, "clusterArns", 0));
        Assert.Equal("ACTIVE", Text(await aws.JsonAsync("ecs", "describe-clusters", "--clusters", service.Cluster), "clusters", 0, "status"));
        Assert.Single((await aws.JsonAsync("ecs", "list-services", "--cluster", service.Cluster))["serviceArns"]!.AsArray());

        var tasks = (await aws.JsonAsync("ecs", "list-tasks", "--cluster", service.Cluster, "--service-name", service.ServiceName))["taskArns"]!;
        var task = (await aws.JsonAsync("ecs", "describe-tasks", "--cluster", service.Cluster, "--tasks", (string)tasks[0]!))["tasks"]![0]!;
        Assert.Equal(("RUNNING", "web"), (Text(task, "lastStatus"), Text(task, "containers", 0, "name")));
        var stopped = (await aws.JsonAsync("ecs", "list-tasks", "--cluster", service.Cluster, "--desired-status", "STOPPED"))["taskArns"]!.AsArray();
        var ends = await aws.JsonAsync(["ecs", "describe-tasks", "--cluster", service.Cluster, "--tasks", .. stopped.Select(arn => (string)arn!)]);
        Assert.Contains(ends["tasks"]!.AsArray(), one => Text(one!, "stopCode") == "EssentialContainerExited");

        var deployments = (await aws.JsonAsync("ecs", "list-service-deployments", "--cluster", service.Cluster, "--service", service.ServiceName))["serviceDeployments"]!;
        Assert.Equal("ROLLBACK_SUCCESSFUL", Text(deployments, 0, "status"));
        var whole = await aws.JsonAsync("ecs", "describe-service-deployments", "--service-deployment-arns", Text(deployments, 0, "serviceDeploymentArn"));
        Assert.Equal("TRIGGERED", Text(whole, "serviceDeployments", 0, "deploymentCircuitBreaker", "status"));
        var revision = await aws.JsonAsync("ecs", "describe-service-revisions", "--service-revision-arns", Text(deployments, 0, "targetServiceRevisionArn"));
        Assert.EndsWith(Text(revision, "serviceRevisions", 0, "containerImages", 0, "imageDigest"), image, StringComparison.Ordinal);
        var definitions = await aws.JsonAsync("ecs", "list-task-definitions", "--max-items", "1");
        await aws.JsonAsync("ecs", "describe-task-definition", "--task-definition", Text(definitions, "taskDefinitionArns", 0), "--include", "TAGS");

        await BalancersAsync();
        await LogsAsync(Text(task, "taskArn").Split('/')[^1]);
        await RegistryAsync(image);
        await WireHoldsAsync();
    }

    [RealFact("DEPLOYCREW_TEST_AWS_CLI", "DEPLOYCREW_TEST_BOTOCORE")]
    public async Task Parameters_OfThePath_ComeBackOverAllPages()
    {
        for (var index = 0; index < 11; index++)
            await cloud.Parameters.WriteAsync($"/many/p{index:00}", $"v{index}", default);
        await aws.JsonAsync("ssm", "put-parameter", "--name", "/many/secret", "--type", "SecureString", "--value", "s3cret");

        var all = (await aws.JsonAsync("ssm", "get-parameters-by-path", "--path", "/many", "--with-decryption"))["Parameters"]!.AsArray();
        Assert.Equal((12, "s3cret"), (all.Count, Text(all[11]!, "Value")));
        Assert.Equal(12, (await cloud.Parameters.ReadAsync("/many", default)).Count);
        var closed = await aws.JsonAsync("ssm", "get-parameter", "--name", "/many/secret");
        Assert.NotEqual("s3cret", Text(closed, "Parameter", "Value"));
        Assert.Equal("s3cret", Text(await aws.JsonAsync("ssm", "get-parameter", "--name", "/many/secret", "--with-decryption"), "Parameter", "Value"));
        var some = await aws.JsonAsync("ssm", "get-parameters", "--names", "/many/p01", "/many/none");
        Assert.Equal(("v1", "/many/none"), (Text(some, "Parameters", 0, "Value"), Text(some, "InvalidParameters", 0)));
        Assert.Equal(2, (int)(await aws.JsonAsync("ssm", "put-parameter", "--name", "/many/p01", "--value", "new", "--overwrite"))["Version"]!);
        Assert.Contains("ParameterAlreadyExists", await aws.ErrorAsync("ssm", "put-parameter", "--name", "/many/p01", "--value", "x", "--type", "String"), StringComparison.Ordinal);
        Assert.True((await aws.JsonAsync("ssm", "describe-parameters"))["Parameters"]!.AsArray().Count >= 12);
        await aws.RunAsync(["ssm", "delete-parameter", "--name", "/many/p02"]);
        Assert.Contains("ParameterNotFound", await aws.ErrorAsync("ssm", "get-parameter", "--name", "/many/p02"), StringComparison.Ordinal);
        await WireHoldsAsync();
    }

    [RealFact("DEPLOYCREW_TEST_AWS_CLI", "DEPLOYCREW_TEST_BOTOCORE")]
    public async Task Errors_OfEachProtocol_AreAwsOwn()
    {
        Assert.Equal("000000000000", Text(await aws.JsonAsync("sts", "get-caller-identity"), "Account"));
        Assert.Contains("(UnknownOperationException)", await aws.ErrorAsync("ecs", "list-account-settings"), StringComparison.Ordinal);
        Assert.Contains("(InvalidAction)", await aws.ErrorAsync("elbv2", "describe-account-limits"), StringComparison.Ordinal);
        Assert.Contains("(ServiceNotFoundException)", await aws.ErrorAsync("ecs", "update-service", "--cluster", service.Cluster, "--service", "nobody"), StringComparison.Ordinal);
        Assert.Contains("(ClusterNotFoundException)", await aws.ErrorAsync("ecs", "list-services", "--cluster", "nobody"), StringComparison.Ordinal);
        Assert.Contains("(TargetGroupNotFound)", await aws.ErrorAsync("elbv2", "describe-target-health", "--target-group-arn", service.TargetGroup + "x"), StringComparison.Ordinal);
        Assert.Contains("(RepositoryNotFoundException)", await aws.ErrorAsync("ecr", "describe-images", "--repository-name", "nobody"), StringComparison.Ordinal);
        Assert.Contains("(InvalidSignatureException)", await OtherSecretAsync("ssm", "describe-parameters"), StringComparison.Ordinal);
        Assert.Contains("(SignatureDoesNotMatch)", await OtherSecretAsync("sts", "get-caller-identity"), StringComparison.Ordinal);
        await WireHoldsAsync();
    }

    [RealFact("DEPLOYCREW_TEST_BOTOCORE")]
    public async Task OurClients_WrongSecretOrKey_FailWithDC7001AndSayWhatToDo()
    {
        using var wrongSecret = new SsmContractStore(cloud.Connection with { SecretAccessKey = new Secret("wrong") });
        using var wrongKey = new SsmContractStore(cloud.Connection with { AccessKeyId = "AKIANOBODY" });
        using var caller = new StsCallerIdentity(cloud.Connection);

        foreach (var (store, code) in new[] { (wrongSecret, "InvalidSignatureException"), (wrongKey, "UnrecognizedClientException") })
        {
            var error = await Assert.ThrowsAsync<AwsCallError>(() => store.ReadAsync("/x", default));
            Assert.Equal(("DC7001", false), (error.Code, error.IsTransient));
            Assert.Contains(code, error.Message, StringComparison.Ordinal);
            Assert.Contains("access key", error.Remedy, StringComparison.Ordinal);
        }

        Assert.Equal("000000000000", (await caller.GetAsync(default)).Account);
        await WireHoldsAsync();
    }

    private async Task BalancersAsync()
    {
        var balancer = (await aws.JsonAsync("elbv2", "describe-load-balancers"))["LoadBalancers"]![0]!;
        Assert.Equal("active", Text(balancer, "State", "Code"));
        var listeners = (await aws.JsonAsync("elbv2", "describe-listeners", "--load-balancer-arn", Text(balancer, "LoadBalancerArn")))["Listeners"]!.AsArray();
        Assert.Equal(["HTTP", "HTTPS"], listeners.Select(one => Text(one!, "Protocol")).Order());
        var secure = listeners.Single(one => Text(one!, "Protocol") == "HTTPS")!;
        var rules = (await aws.JsonAsync("elbv2", "describe-rules", "--listener-arn", Text(secure, "ListenerArn")))["Rules"]!.AsArray();
        Assert.Equal(service.TargetGroup, Text(rules[0]!, "Actions", 0, "ForwardConfig", "TargetGroups", 0, "TargetGroupArn"));
        Assert.Contains(rules, rule => (bool)rule!["IsDefault"]!);
        Assert.Equal("/health", Text(await aws.JsonAsync("elbv2", "describe-target-groups", "--load-balancer-arn", Text(balancer, "LoadBalancerArn")), "TargetGroups", 0, "HealthCheckPath"));
        var health = await aws.JsonAsync("elbv2", "describe-target-health", "--target-group-arn", service.TargetGroup);
        Assert.Equal("healthy", Text(health, "TargetHealthDescriptions", 0, "TargetHealth", "State"));
        Assert.Single(await cloud.Targets.DescribeAsync(service.TargetGroup, default));
    }

    private async Task LogsAsync(string task)
    {
        Assert.Equal(service.LogGroup, Text(await aws.JsonAsync("logs", "describe-log-groups", "--log-group-name-prefix", service.LogGroup), "logGroups", 0, "logGroupName"));
        Assert.NotEmpty((await aws.JsonAsync("logs", "describe-log-streams", "--log-group-name", service.LogGroup))["logStreams"]!.AsArray());
        var events = await aws.JsonAsync("logs", "get-log-events", "--log-group-name", service.LogGroup, "--log-stream-name", $"web/web/{task}", "--start-from-head");
        Assert.Equal("starting v1", Text(events, "events", 0, "message"));
        Assert.Equal(["starting v1"], await cloud.Logs.TailAsync(service.LogGroup, $"web/web/{task}", 5, default));
        var found = await aws.JsonAsync("logs", "filter-log-events", "--log-group-name", service.LogGroup, "--filter-pattern", "\"flux capacitor\"");
        Assert.Equal(2, found["events"]!.AsArray().Count);
        Assert.Empty((await aws.JsonAsync("logs", "filter-log-events", "--log-group-name", service.LogGroup, "--end-time", "1000"))["events"]!.AsArray());
        Assert.Contains("(ResourceNotFoundException)", await aws.ErrorAsync("logs", "describe-log-streams", "--log-group-name", "nobody"), StringComparison.Ordinal);
    }

    private async Task RegistryAsync(string image)
    {
        Assert.Equal(service.Repository, Text(await aws.JsonAsync("ecr", "describe-repositories"), "repositories", 0, "repositoryUri"));
        var images = (await aws.JsonAsync("ecr", "describe-images", "--repository-name", service.RepositoryName))["imageDetails"]!.AsArray();
        Assert.Contains(images, one => image.EndsWith(Text(one!, "imageDigest"), StringComparison.Ordinal));
        Assert.Equal(images.Count, (await aws.JsonAsync("ecr", "list-images", "--repository-name", service.RepositoryName))["imageIds"]!.AsArray().Count);
        var password = Assert.Single((await aws.RunAsync(["ecr", "get-login-password"])).Output);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password)));
        using var answer = await client.GetAsync($"http://{cloud.Address.Registry}/v2/");
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private async Task<string> OtherSecretAsync(params string[] arguments)
    {
        var result = await aws.RunAsync(arguments, secret: "wrong");
        Assert.NotEqual(0, result.ExitCode);
        return string.Join('\n', result.Errors);
    }

    // botocore's models are what AWS's own clients are made of: no member of ours may be one that they do not know.
    private async Task WireHoldsAsync()
    {
        var file = Path.Combine(cloud.Folder, "wire.jsonl");
        await File.WriteAllLinesAsync(file, recorder.Lines);
        var script = Path.Combine(SourceTree.Root, "tests", "real", "wire-check.py");
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_BOTOCORE")!, [script, file]), default);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Output.Concat(result.Errors)));
    }

    private static string Text(JsonNode node, params object[] path) => (string)path.Aggregate(
        node, (at, step) => (step is int index ? at[index] : at[(string)step]) ?? throw new InvalidOperationException($"{step} is missing in {at}"))!;
}
