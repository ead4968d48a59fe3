using DeployCrew.Cli.Tests.Commands;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>Everything that we write as SARIF, by Microsoft's validator.</summary>
[Trait("Category", "real")]
public sealed class SarifTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [RealTheory("DEPLOYCREW_TEST_GITHUB")]
    [InlineData("hello-node")]
    [InlineData("hello-dotnet")]
    public async Task Review_OfRequirements_IsAccepted(string sample)
    {
        await InProcess.RunAsync("review", Repository.Sample(sample), "--format", "sarif", "-o", folder.In("r.sarif"));
        await SarifValidator.AcceptsAsync(folder.In("r.sarif"));
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task Review_OfAnEditedBundle_IsAccepted()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write("infrastructure/Security.cs", bundle.Read("infrastructure/Security.cs") + "// edited by hand\n");
        var result = await bundle.ReviewAsync("--format", "sarif", "-o", folder.In("r.sarif"));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("bundle/", await File.ReadAllTextAsync(folder.In("r.sarif")), StringComparison.Ordinal);
        await SarifValidator.AcceptsAsync(folder.In("r.sarif"));
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task Lint_OfADockerfile_IsAccepted()
    {
        await File.WriteAllTextAsync(folder.In("Dockerfile"), "FROM node\nRUN apt-get install curl\nENV TOKEN=abcdef\n");
        var result = await InProcess.RunAsync("lint", folder.In("Dockerfile"), "--format", "sarif");
        await File.WriteAllTextAsync(folder.In("l.sarif"), result.Output);
        await SarifValidator.AcceptsAsync(folder.In("l.sarif"));
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task Validator_NoSarif_IsNotAccepted()
    {
        await File.WriteAllTextAsync(folder.In("n.sarif"), """{"version":"2.1.0","runs":[{"results":[{"level":"grave"}]}]}""");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => SarifValidator.AcceptsAsync(folder.In("n.sarif")));
    }
}
