namespace DeployCrew.Cli.Tests.Getting;

/// <summary>What a release workflow must hold, as nobody runs it before a tag does.</summary>
public sealed class ReleaseWorkflowTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, ".github", "workflows", "release.yml"));

    [Fact]
    public void Permissions_OfTheWorkflow_AreNone() => Assert.Contains("permissions: {}", Lines);

    [Theory]
    [InlineData("linux-x64", "deploycrew-linux-x64")]
    [InlineData("linux-arm64", "deploycrew-linux-arm64")]
    [InlineData("osx-arm64", "deploycrew-osx-arm64")]
    [InlineData("win-x64", "deploycrew-win-x64.exe")]
    public void Matrix_EachPlatform_HasItsAsset(string rid, string asset) =>
        Assert.Single(Lines, line => line.Contains($"rid: {rid},", StringComparison.Ordinal) && line.Contains($"asset: {asset} }}", StringComparison.Ordinal));
}
