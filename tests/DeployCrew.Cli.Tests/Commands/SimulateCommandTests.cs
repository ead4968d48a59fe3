using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Simulate_AlarmInACanary_DrawsTheRollbackAndEndsAsARunWould()
    {
        var drawing = folder.In("timeline.svg");

        var result = await InProcess.RunAsync(
            "simulate", Repository.Sample("hello-node"), "--strategy", "canary", "--tasks", "2", "--fault", "alarm:errors:@2m", "--out", drawing, "--format", "json");

        var json = JsonNode.Parse(result.Output)!;
        Assert.Equal((3, "rolledBack", 3, "DC5002"), (result.ExitCode, (string?)json["verdict"], (int?)json["exitCode"], (string?)json["error"]!["code"]));
        Assert.Equal(100, (double?)json["traffic"]!["v1"]);
        Assert.Contains(json["samples"]!.AsArray(), sample => (double?)sample!["productionPercent"] == 5);
        Assert.Contains("class=\"traffic\"", await File.ReadAllTextAsync(drawing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_FaultsThatCannotBeUnderstood_EndsWithTheCodeOfInput() =>
        Assert.Equal(1, (await InProcess.RunAsync("simulate", Repository.Sample("hello-node"), "--fault", "crsh", "--fault", "kill:@soon")).ExitCode);

    public void Dispose() => folder.Dispose();
}
