using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>Microsoft's validator: the schema of SARIF 2.1.0, the rules of the standard, and what GitHub's code scanning wants.</summary>
internal static class SarifValidator
{
    public static async Task AcceptsAsync(string file)
    {
        var validator = Path.Combine(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_GITHUB")!, "node_modules", "@microsoft", "sarif-multitool-linux", "Sarif.Multitool");
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand(validator, ["validate", file, "--rule-kind", "Sarif;Ghas"]), CancellationToken.None);
        var problems = result.Output.Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal)).ToList();
        Assert.True(result.ExitCode == 0 && problems.Count == 0 && result.Output.Contains("Analysis completed successfully."), string.Join('\n', result.Output.Concat(result.Errors)));
    }
}
