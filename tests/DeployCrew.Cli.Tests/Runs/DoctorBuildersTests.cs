using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Hosting;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>What doctor says of the builders on other machines, with the local cloud as the account.</summary>
[Trait("Category", "long")]
public sealed class DoctorBuildersTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    public async Task Doctor_NamedBuilders_SaysWhichCouldBuild()
    {
        Assert.Equal(0, (await home.RunAsync("local", "up")).ExitCode);
        var cloud = await home.JsonAsync(0, "local", "status");
        foreach (var (name, value) in new (string, string)[]
        {
            ("AWS_ENDPOINT_URL", (string)cloud["endpoint"]!), ("AWS_REGION", (string)cloud["region"]!),
            ("AWS_ACCESS_KEY_ID", (string)cloud["accessKeyId"]!), ("AWS_SECRET_ACCESS_KEY", (string)cloud["secretAccessKey"]!),
            ("DEPLOYCREW_CODEBUILD_PROJECT", LocalCloud.BuildProject), ("DEPLOYCREW_BUILD_INSTANCE", "i-00000000000000000"), ("DEPLOYCREW_BUILD_BUCKET", LocalCloud.BuildBucket),
        })
            home.Variables[name] = value;

        var report = await home.JsonAsync(2, "doctor", "--target", "aws", "--engine", "terraform");

        Assert.Equal(("ok", $"CodeBuild project {LocalCloud.BuildProject}"), Of(report, "CodeBuild builder"));
        var (status, detail) = Of(report, "EC2 builder");
        Assert.Equal("fail", status);
        Assert.Contains("i-00000000000000000", detail, StringComparison.Ordinal);
    }

    private static (string Status, string Detail) Of(JsonNode report, string check)
    {
        var found = report["checks"]!.AsArray().Single(one => (string)one!["check"]! == check)!;
        return ((string)found["status"]!, (string)found["detail"]!);
    }
}
