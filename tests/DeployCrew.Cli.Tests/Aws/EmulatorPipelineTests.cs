using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Aws;

/// <summary>
/// The pipeline with <c>--target aws</c> on nothing of ours: infrastructure by Terraform's own AWS provider on moto, the image in a registry of
/// other people's, the service in moto's ECS, the contract in moto's SSM. moto runs nothing, and a run that finds nothing running must not say that
/// it was a success.
/// </summary>
[Trait("Category", "real")]
public sealed class EmulatorPipelineTests : IAsyncLifetime
{
    private const string Registry = "DEPLOYCREW_TEST_REGISTRY_LOCKED";

    private readonly AwsHome aws = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => aws.DisposeAsync().AsTask();

    [RealFact(MotoServer.Variable, MotoServer.Python, AwsHome.Terraform, AwsHome.Plugins, AwsHome.Docker, Registry)]
    public async Task Run_OnMotoAndARegistry_DeploysAndIsNotVerified()
    {
        var registry = new Uri(Environment.GetEnvironmentVariable(Registry)!);
        var (user, password) = (Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_REGISTRY_USER")!, Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_REGISTRY_PASSWORD")!);
        await aws.StartAsync();
        await aws.OpenAsync(
            "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", _ => [aws.Moto.Address],
            MotoGaps.Registry(registry, user, password), new MotoServiceDeployments().Answer);
        var project = await aws.BootstrapAsync("elsewhere");

        var report = await aws.RunAsync(3, project);

        Assert.Equal("DC6001", report["error"]!["code"]!.ToString());
        var contract = await aws.Moto.ParametersAsync("/elsewhere/dev");
        var image = await ImageOfServiceAsync(contract["/elsewhere/dev/cluster"], contract["/elsewhere/dev/services/web/service"]);
        Assert.StartsWith(contract["/elsewhere/dev/services/web/repository"] + "@sha256:", image, StringComparison.Ordinal);
        Assert.True(await HasAsync(registry, user, password, "elsewhere-dev/web", image[(image.IndexOf('@', StringComparison.Ordinal) + 1)..]), image);
    }

    private async Task<string> ImageOfServiceAsync(string cluster, string service)
    {
        var described = await EcsAsync("DescribeServices", new JsonObject { ["cluster"] = cluster, ["services"] = new JsonArray(service) });
        var definition = await EcsAsync("DescribeTaskDefinition", new JsonObject { ["taskDefinition"] = described["services"]![0]!["taskDefinition"]!.ToString() });
        return definition["taskDefinition"]!["containerDefinitions"]![0]!["image"]!.ToString();
    }

    private async Task<JsonNode> EcsAsync(string operation, JsonObject request)
    {
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, aws.Moto.Address) { Content = new StringContent(request.ToJsonString()) };
        message.Headers.Add("X-Amz-Target", $"AmazonEC2ContainerServiceV20141113.{operation}");
        message.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/ecs/aws4_request, SignedHeaders=host, Signature=none");
        using var answer = await client.SendAsync(message);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<bool> HasAsync(Uri registry, string user, string password, string repository, string digest)
    {
        using var client = new HttpClient { BaseAddress = registry };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}")));
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/v2/{repository}/manifests/{digest}")
        {
            Headers = { Accept = { new("application/vnd.oci.image.manifest.v1+json") } },
        };
        using var manifest = await client.SendAsync(request);
        return manifest.IsSuccessStatusCode;
    }
}
