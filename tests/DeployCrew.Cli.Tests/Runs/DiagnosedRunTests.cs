namespace DeployCrew.Cli.Tests.Runs;

/// <summary>Apps that are broken in different ways run for real, and the rules have to say in which.</summary>
[Trait("Category", "long")]
public sealed class DiagnosedRunTests(CliHome home) : IClassFixture<CliHome>
{
    private const string Server = "require('node:http').createServer((request, response) => response.end('ok'))";

    [Theory]
    [InlineData("health", null, "probe-500")]
    [InlineData("module", "require('express');", "node-module")]
    [InlineData("variable", "throw new Error('Missing required environment variable: DATABASE_URL');", "app-variable")]
    [InlineData("twice", Server + ".listen(process.env.PORT ?? 8080);" + Server + ".listen(process.env.PORT ?? 8080);", "app-port-in-use")]
    [InlineData("exits", "process.exit(1);", "exit-app")]
    [InlineData("port", Server + ".listen(0, '0.0.0.0');", "probe-refused")]
    public async Task Diagnose_BrokenApp_NamesItsCause(string name, string? program, string cause)
    {
        var project = home.CopySample("broken-health", "broken-" + name);
        if (program is not null)
            await File.WriteAllTextAsync(Path.Combine(project, "app", "server.js"), program);
        var run = await home.RunAsync("run", project);
        Assert.NotEqual(0, run.ExitCode);

        var diagnosis = await home.JsonAsync(0, "diagnose");

        Assert.True(cause == diagnosis["candidates"]![0]!["id"]!.ToString(), $"{diagnosis}\n{run.Errors}");
    }
}
