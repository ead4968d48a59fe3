using System.Collections.Concurrent;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>The most valuable test of a deploy tool: v1 serves, v2 is broken, v1 still serves, and the exit code says so.</summary>
[Trait("Category", "real")]
public sealed class BrokenVersionTests(CliHome home) : IClassFixture<CliHome>
{
    [RealFact("DEPLOYCREW_TEST_NPM")]
    public async Task Run_BrokenSecondVersion_IsRolledBackAndTheFirstServesEveryRequest()
    {
        var first = await home.JsonAsync(0, "run", Repository.Sample("hello-node"));
        using var client = Endpoint.Trusting(first["caCertificate"]!.ToString());
        using var over = new CancellationTokenSource();
        var answers = new ConcurrentBag<string>();
        var load = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                answers.Add(await client.GetStringAsync(first["url"] + "/"));
                await Task.Delay(20);
            }
        });

        var broken = await home.RunAsync("run", Repository.Sample("broken-health"));
        await over.CancelAsync();
        await load; // a request that had failed would throw here

        Assert.Equal(3, broken.ExitCode);
        Assert.True(answers.Count > 50, $"only {answers.Count} requests");
        Assert.All(answers, answer => Assert.Equal("Hello from hello-node\n", answer));
        Assert.Contains("DC5002", broken.Errors, StringComparison.Ordinal);
        Assert.Contains("< HTTP/1.1 500 Internal Server Error", broken.Errors, StringComparison.Ordinal);
        Assert.Contains("health check: the database does not answer", broken.Errors, StringComparison.Ordinal);
        var status = await home.JsonAsync(0, "status");
        Assert.Equal("RolledBack", status["state"]!.ToString());
        Assert.Equal("Hello from hello-node\n", await client.GetStringAsync(first["url"] + "/"));
    }

    [RealFact("DEPLOYCREW_TEST_NPM")]
    public async Task Run_BrokenFirstVersion_FailsAndSaysThatThereIsNothingToGoBackTo()
    {
        var result = await home.RunAsync("run", home.CopySample("broken-health", "never-worked"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("DC5003", result.Errors, StringComparison.Ordinal);
    }
}
