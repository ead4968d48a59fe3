using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>The schema of SARIF 2.1.0, and Microsoft's validator: the rules of the standard, and what GitHub's code scanning wants.</summary>
internal static class SarifValidator
{
    public static async Task AcceptsAsync(string file)
    {
        var scripts = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_GITHUB")!;
        var schema = await new SystemProcessRunner().RunAsync(new ProcessCommand("node", [Path.Combine(scripts, "sarif.mjs"), file]), CancellationToken.None);
        Assert.True(schema.ExitCode == 0, string.Join('\n', schema.Output.Concat(schema.Errors)));
        var validator = Path.Combine(scripts, "node_modules", "@microsoft", "sarif-multitool-linux", "Sarif.Multitool");
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand(validator, ["validate", file, "--rule-kind", "Sarif;Ghas"])
        {
            Environment = new Dictionary<string, string?> { ["DOTNET_STARTUP_HOOKS"] = null }, // it is of an older .NET than our hook
        }, CancellationToken.None);
        var problems = result.Output.Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal)).ToList();
        Assert.True(result.ExitCode == 0 && problems.Count == 0 && result.Output.Contains("Analysis completed successfully."), string.Join('\n', result.Output.Concat(result.Errors)));
    }
}
