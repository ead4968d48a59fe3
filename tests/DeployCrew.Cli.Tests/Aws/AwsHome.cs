using System.Text.Json.Nodes;
using DeployCrew.Cli.Tests.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Aws;

/// <summary>A home whose <c>--target aws</c> is an account on moto with nothing in it, behind an <see cref="AwsFront"/>.</summary>
internal sealed class AwsHome : IAsyncDisposable
{
    public const string Docker = "DEPLOYCREW_TEST_DOCKER_HOST";
    public const string Terraform = "DEPLOYCREW_TEST_TERRAFORM";
    public const string Plugins = "DEPLOYCREW_TEST_TERRAFORM_PLUGINS";

    private AwsFront? front;

    public CliHome Cli { get; } = new();

    public MotoServer Moto { get; private set; } = null!;

    public async Task StartAsync()
    {
        Cli.DockerHost = Environment.GetEnvironmentVariable(Docker);
        Cli.Variables["AWS_EC2_METADATA_DISABLED"] = "true";
        Cli.Variables["AWS_REGION"] = "eu-west-1";
        Cli.Variables["DEPLOYCREW_TERRAFORM_PLUGINS"] = Environment.GetEnvironmentVariable(Plugins);
        Moto = await MotoServer.StartAsync();
    }

    /// <summary>From here on commands talk to it.</summary>
    public async Task OpenAsync(string accessKeyId, string secretAccessKey, Func<string, Uri[]> route, params AwsFront.Gap[] gaps)
    {
        front = await AwsFront.StartAsync(route, [MotoGaps.ScalingTags(), MotoGaps.BucketPolicies(), .. gaps]);
        Cli.Variables["AWS_ACCESS_KEY_ID"] = accessKeyId;
        Cli.Variables["AWS_SECRET_ACCESS_KEY"] = secretAccessKey;
        Cli.Variables["AWS_ENDPOINT_URL"] = front.Address.ToString();
    }

    /// <summary>A project of hello-node in an account that has been bootstrapped for it.</summary>
    public async Task<string> BootstrapAsync(string name)
    {
        var project = Cli.CopySample("hello-node", name);
        CliHome.Edit(project, requirements => requirements["environments"]!["dev"]!["domain"] = name + ".localhost");
        var result = await Cli.RunAsync("bootstrap", project, "--engine", "terraform");
        Assert.True(result.ExitCode == 0, $"exit {result.ExitCode}\n{result.Output}\n{result.Errors}");
        return project;
    }

    public Task<JsonNode> RunAsync(int expectedExit, string project) =>
        Cli.JsonAsync(expectedExit, "run", project, "--env", "dev", "--target", "aws", "--engine", "terraform");

    public async ValueTask DisposeAsync()
    {
        await Cli.DisposeAsync();
        if (front is not null)
            await front.DisposeAsync();
        if (Moto is not null)
            await Moto.DisposeAsync();
    }
}
