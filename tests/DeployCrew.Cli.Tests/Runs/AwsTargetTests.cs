using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>AWS as the target, without an AWS: what is said before anything can happen.</summary>
public sealed class AwsTargetTests : IAsyncLifetime
{
    private readonly CliHome home = new();

    public Task InitializeAsync()
    {
        home.Variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        home.Variables["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        home.Variables["AWS_ENDPOINT_URL"] = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_MOTO") ?? "http://127.0.0.1:9";
        return home.InitializeAsync();
    }

    public Task DisposeAsync() => home.DisposeAsync();

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    [Trait("Category", "real")]
    public async Task Run_AccountWithoutStateBucket_SaysThatItIsToBeBootstrapped()
    {
        var result = await home.RunAsync("run", home.CopySample("hello-static", "never-bootstrapped"), "--target", "aws");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC4059", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EngineForTheLocalCloud_IsRefused()
    {
        var result = await home.RunAsync("run", Repository.Sample("hello-static"), "--engine", "terraform");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC4045", result.Errors, StringComparison.Ordinal);
    }
}
