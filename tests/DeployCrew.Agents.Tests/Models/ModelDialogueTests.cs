using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Testing.Models;

namespace DeployCrew.Agents.Tests.Models;

public class ModelDialogueTests
{
    private static readonly JsonShape Shape = JsonShape.Parse(
        """{"type":"object","properties":{"port":{"type":"integer","description":"a port","minimum":1,"maximum":65535}},"required":["port"],"additionalProperties":false}""");

    [Fact]
    public async Task Ask_GoodAnswer_IsTakenFromTheSmallModel()
    {
        await using var model = await ScriptedModel.StartAsync(Port("8080"));
        var answer = await AskAsync(model);
        Assert.Equal(8080, answer.Value);
        Assert.Equal([ModelTier.Small], answer.Calls.Select(call => call.Tier));
    }

    [Fact]
    public async Task Ask_WrongAnswer_IsToldWhy()
    {
        await using var model = await ScriptedModel.StartAsync(Port("0"), Port("22"), Port("8080"));
        var answer = await AskAsync(model);
        Assert.Equal(8080, answer.Value);
        Assert.Contains("must be 1-65535 (was 0)", model.Requests[1]["messages"]!.AsArray()[^1]!["content"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["tiny", "tiny", "big"], model.Requests.Select(request => request["model"]!.ToString()));
    }

    [Fact]
    public async Task Ask_AnswerAsText_IsReadToo()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Says("Here you are:\n```json\n{ \"port\": 3000 }\n```"));
        Assert.Equal(3000, (await AskAsync(model)).Value);
    }

    [Theory]
    [MemberData(nameof(Useless))]
    public async Task Ask_NeverAnAnswer_IsAnErrorWithTheProblems(Turn turn, string code, int asked)
    {
        await using var model = await ScriptedModel.StartAsync(turn);
        var error = await Assert.ThrowsAsync<DeployError>(() => AskAsync(model));
        Assert.Equal(code, error.Code);
        Assert.Equal(asked, model.Requests.Count);
    }

    public static TheoryData<Turn, string, int> Useless => new()
    {
        { Port("22"), "DC2029", 5 }, // two of the small model, three of the large one
        { new Turn.Calls(("answer", "{ \"port\": ")), "DC2029", 5 },
        { new Turn.Calls(("run_shell", "{ \"command\": \"id\" }")), "DC2029", 5 },
        { new Turn.Says("I think that it is the usual one."), "DC2029", 5 },
        { new Turn.Refuses("I cannot help with that."), "DC2030", 1 },
    };

    private static Turn Port(string port) => new Turn.Calls(("answer", $$"""{ "port": {{port}} }"""));

    private static async Task<Answer<int>> AskAsync(ScriptedModel model)
    {
        var settings = new ModelSettings(model.Endpoint, new("big")) { Small = new("tiny"), Attempts = 2, TimeoutSeconds = 60 };
        using var host = ModelHost.Open(settings, _ => null, [], TimeProvider.System);
        return await new ModelDialogue(host).AskAsync(
            new Question<int>(ModelTask.Detect, "You read apps.", "On which port does it listen?", [new Material("server.js", "listen(8080)")], Shape, json =>
                json.GetProperty("port").GetInt32() is var port && port == 22 ? new Checked<int>(0, ["22 is for SSH"]) : new Checked<int>(port, [])), CancellationToken.None);
    }
}
