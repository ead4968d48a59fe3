using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Aws;

/// <summary>
/// The whole pipeline with <c>--target aws</c>: bootstrap and infrastructure by Terraform's own AWS provider. moto is the account; what has to move
/// (ECS, load balancers, images, logs) is the local cloud, which the provider fills through AWS's APIs.
/// </summary>
[Trait("Category", "real")]
public sealed class WholePipelineTests : IAsyncLifetime
{
    private readonly AwsHome aws = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => aws.DisposeAsync().AsTask();

    [RealFact(MotoServer.Variable, MotoServer.Python, AwsHome.Terraform, AwsHome.Plugins, AwsHome.Docker)]
    public async Task Run_OnMotoAndTheLocalCloud_EndsVerified()
    {
        await aws.StartAsync();
        var cloud = await aws.Cli.JsonAsync(0, "local", "up", "--region", "eu-west-1");
        var local = new Uri(cloud["endpoint"]!.ToString());
        aws.Cli.Variables["SSL_CERT_FILE"] = Path.Combine(aws.Cli.Path, "home", "local", "ca.pem");
        await aws.OpenAsync(cloud["accessKeyId"]!.ToString(), cloud["secretAccessKey"]!.ToString(), service => service switch
        {
            "ecs" => [local, aws.Moto.Address], // moto's Application Auto Scaling asks its own ECS whether a service is there
            "ecr" or "elasticloadbalancing" or "logs" => [local],
            _ => [aws.Moto.Address],
        });
        var project = await aws.BootstrapAsync("whole");

        var report = await aws.RunAsync(0, project);

        Assert.Equal("verified", report["verdict"]!.ToString());
        var contract = await aws.Moto.ParametersAsync("/whole/dev");
        Assert.Contains("@sha256:", contract["/whole/dev/services/web/image"], StringComparison.Ordinal);
    }
}
