using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;
using DeployCrew.Testing;
using DeployCrew.Testing.Models;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class DraftCommandTests : IDisposable
{
    private const string Sentence = "a Node API with Postgres and a worker, two environments, in Ireland, under 150 dollars";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Draft_GoodAnswer_WritesWhatValidatesWithReasonsQuestionsAndCost()
    {
        await using var model = await ScriptedModel.StartAsync(Answer(Requirements(), Reasons, Questions));
        var result = await DraftAsync(model, "--format", "json");
        Assert.True(result.ExitCode == 0, result.Errors);
        var document = RequirementsReader.Load(folder.In("requirements.json")).Document;
        Assert.Equal(["api", "worker"], document.Services.Keys.Order());
        Assert.Equal(["prod", "staging"], document.Environments.Keys.Order());
        var draft = JsonNode.Parse(result.Output)!;
        Assert.Equal(4, draft["questions"]!.AsArray().Count);
        Assert.True(draft["costs"]!.AsArray().Sum(report => (decimal)report!["totalUsd"]!) is > 20 and < 150);
        Assert.Equal("large", (string?)draft["calls"]![0]!["tier"]);
        Assert.Equal(Sentence, (string?)model.Requests[0]["messages"]![1]!["content"]);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Draft_WrongAnswer_IsSentBackWithTheReason(string what, string said)
    {
        var wrong = what switch
        {
            "invalid" => Answer(Requirements().Replace("\"port\": 3000", "\"port\": 0", StringComparison.Ordinal), Reasons, Questions),
            "no reason" => Answer(Requirements(), [.. Reasons.Where(path => path != "services/worker")], Questions),
            "guess" => Answer(Requirements(), Reasons, [.. Questions.Where(path => path != "environments/prod/domain")]),
            "nowhere" => Answer(Requirements(), [.. Reasons, "services/cache"], Questions),
            "no budget" => Answer(Requirements().Replace("\"monthlyUsd\": 150", "\"monthlyUsd\": 900", StringComparison.Ordinal), Reasons, Questions),
            _ => Answer(Requirements().Replace("\"cpu\": 256, \"memory\": 512", "\"cpu\": 4096, \"memory\": 8192, \"scaling\": { \"min\": 4, \"max\": 4 }", StringComparison.Ordinal), Reasons, Questions),
        };
        await using var model = await ScriptedModel.StartAsync(wrong, Answer(Requirements(), Reasons, Questions));
        var result = await DraftAsync(model);
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains(said, (string)model.Requests[1]["messages"]!.AsArray()[^1]!["content"]!, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "invalid", "services/api/port: must be 1-65535 (was 0)" },
        { "no reason", "there is no reason for 'services/worker'" },
        { "guess", "'environments/prod/domain' is 'shop.example.com', which nobody said" },
        { "nowhere", "'services/cache' is named by a reason or a question, and is not in the requirements" },
        { "no budget", "the sentence allows for 150 dollars a month" },
        { "dear", "more than the budget of 150" },
    };

    [Fact]
    public async Task Draft_NeverRight_WritesNothing()
    {
        await using var model = await ScriptedModel.StartAsync(Answer("{}", ["version"], []));
        var result = await DraftAsync(model);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC2029", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("requirements.json")));
        Assert.False(File.Exists(folder.In("requirements.schema.json")));
    }

    [Fact]
    public async Task Draft_FileThatIsThere_IsLeftAlone()
    {
        folder.Write("requirements.json", "mine");
        await using var model = await ScriptedModel.StartAsync(Answer(Requirements(), Reasons, Questions));
        Assert.Contains("DC1903", (await DraftAsync(model)).Errors, StringComparison.Ordinal);
        Assert.Empty(model.Requests);
        Assert.Equal("mine", File.ReadAllText(folder.In("requirements.json")));
    }

    [Fact]
    public async Task Draft_NoModel_SaysHowToHaveOne()
    {
        var result = await InProcess.RunAsync("draft", Sentence, "--out", folder.In("requirements.json"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("DC2031", result.Errors, StringComparison.Ordinal);
    }

    private static readonly string[] Reasons = ["services/api", "services/worker", "environments/staging", "environments/prod", "region", "resources/main", "budget"];

    private static readonly string[] Questions = ["environments/staging/domain", "environments/prod/domain", "services/api/port", "services/api/health/path"];

    private static string Requirements() =>
        """
        {
          "version": 1, "project": "shop", "region": "eu-west-1",
          "services": {
            "api": { "port": 3000, "health": { "path": "/health" }, "cpu": 256, "memory": 512, "routes": ["/"] },
            "worker": { "routes": [], "cpu": 256, "memory": 512 }
          },
          "resources": { "main": { "type": "postgres", "size": "db.t4g.micro", "storageGb": 20 } },
          "environments": {
            "staging": { "domain": "staging.shop.example.com", "cidr": "10.10.0.0/16", "nat": "none" },
            "prod": { "domain": "shop.example.com", "cidr": "10.20.0.0/16", "nat": "none" }
          },
          "budget": { "monthlyUsd": 150 }
        }
        """;

    private static Turn.Calls Answer(string requirements, string[] reasons, string[] questions) => Turn.Calls.One("answer", new JsonObject
    {
        ["requirements"] = requirements,
        ["reasons"] = new JsonArray([.. reasons.Select(path => new JsonObject { ["path"] = path, ["reason"] = "It is the smallest that does it." })]),
        ["questions"] = new JsonArray([.. questions.Select(path => new JsonObject { ["path"] = path, ["question"] = "Which is it?" })]),
    });

    private Task<CommandResult> DraftAsync(ScriptedModel model, params string[] options)
    {
        var settings = folder.Write("models.json", $$"""{ "endpoint": "{{model.Endpoint}}", "large": { "model": "big" }, "attempts": 1 }""");
        return InProcess.RunAsync(["draft", Sentence, "--models", settings, "--out", folder.In("requirements.json"), .. options]);
    }
}
