using System.Text.Json.Nodes;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Testing.Models;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Models;

/// <summary>Our client before an endpoint that does what endpoints do: each ends in the right answer or the right error, within its time and budget.</summary>
public class ModelHostTests
{
    private static readonly ChatMessage[] Question = [new(ChatRole.User, "Which tool is next?")];

    [Fact]
    public async Task Ask_AnswerInPieces_IsPutTogetherAndPaidFor()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Says("The stack first, and then the image."));
        using var host = Host(model);
        var answer = await AskAsync(host);
        Assert.Equal("The stack first, and then the image.", answer.Text);
        var call = Assert.Single(host.Ledger.Calls);
        Assert.Equal(("crew", ModelTier.Small, "tiny", false), (call.Task, call.Tier, call.Model, call.IsEstimated));
        Assert.Equal((call.InputTokens * 0.5m / 1_000_000) + (call.OutputTokens * 2m / 1_000_000), call.Dollars);
    }

    [Fact]
    public async Task Ask_WithTools_SendsTheirSchemasAndReadsSeveralCalls()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Calls(("stack_generate", """{"environment":"dev"}"""), ("stack_provision", "{}")));
        using var host = Host(model);
        var tool = AIFunctionFactory.CreateDeclaration("stack_generate", "Generates.", System.Text.Json.JsonDocument.Parse("""{"type":"object","properties":{"environment":{"type":"string"}}}""").RootElement);
        var answer = await AskAsync(host, new ChatOptions { Instructions = "You build.", Tools = [tool], ToolMode = ChatToolMode.RequireAny });
        var calls = answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToArray();
        Assert.Equal(["stack_generate", "stack_provision"], calls.Select(call => call.Name));
        Assert.Equal("dev", calls[0].Arguments!["environment"]!.ToString());
        var request = Assert.Single(model.Requests);
        Assert.Equal("required", (string?)request["tool_choice"]);
        Assert.Equal("You build.", (string?)request["messages"]![0]!["content"]);
        Assert.Equal("environment", request["tools"]![0]!["function"]!["parameters"]!["properties"]!.AsObject().Single().Key);
    }

    [Fact]
    public async Task Ask_ArgumentsThatAreNoJson_AreAnExceptionOfTheCall()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Calls(("stack_generate", """{"environment": "dev""")));
        using var host = Host(model);
        var call = (await AskAsync(host)).Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();
        Assert.NotNull(call.Exception);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Ask_EndpointFailsOnce_AsksAgain(Turn failure)
    {
        await using var model = await ScriptedModel.StartAsync(failure, new Turn.Says("Here it is."));
        using var host = Host(model);
        Assert.Equal("Here it is.", (await AskAsync(host)).Text);
        Assert.Equal(2, model.Requests.Count);
    }

    public static TheoryData<Turn> Passing => [new Turn.Fails(429, "slow down", "0"), new Turn.Fails(500, "oh"), new Turn.Fails(503, "busy"), new Turn.BreaksOff(), new Turn.StopsShort(), new Turn.Garbles()];

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Ask_EndpointDoesNotAnswer_SaysWhy(Turn turn, string code, string reason, int asked)
    {
        await using var model = await ScriptedModel.StartAsync(turn);
        using var host = Host(model, timeoutSeconds: turn is Turn.Hangs ? 2 : 60);
        var error = await Assert.ThrowsAsync<DeployError>(() => AskAsync(host));
        Assert.Equal(code, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(asked, model.Requests.Count);
    }

    public static TheoryData<Turn, string, string, int> Lasting => new()
    {
        { new Turn.Fails(401, "Incorrect API key provided"), "DC2025", "401 Incorrect API key provided", 1 },
        { new Turn.Fails(404, "The model `tiny` does not exist"), "DC2025", "404 The model `tiny` does not exist", 1 },
        { new Turn.Fails(400, "unknown field"), "DC2025", "400 unknown field", 1 },
        { new Turn.Fails(429, "You exceeded your current quota", Code: "insufficient_quota"), "DC2025", "429 You exceeded", 1 },
        { new Turn.Fails(429, "slow down", "3600"), "DC2026", "it asks to wait 3600 s", 1 },
        { new Turn.Fails(500, "oh"), "DC2026", "500 oh", 2 },
        { new Turn.BreaksOff(), "DC2026", "in 2 attempt(s)", 2 },
        { new Turn.StopsShort(), "DC2026", "the stream ended before the answer did", 2 },
        { new Turn.Garbles(), "DC2026", "cannot be read", 2 },
        { new Turn.NeverEnds(), "DC2032", "cut off", 1 },
        { new Turn.Hangs(), "DC2027", "in 2 s", 1 },
    };

    [Fact]
    public async Task Ask_NobodyListens_SaysWhere()
    {
        var model = await ScriptedModel.StartAsync(new Turn.Says(""));
        using var host = Host(model);
        var endpoint = model.Endpoint;
        await model.DisposeAsync();
        var error = await Assert.ThrowsAsync<DeployError>(() => AskAsync(host));
        Assert.Equal("DC2026", error.Code);
        Assert.Contains(endpoint.ToString(), error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task Ask_Cancelled_IsNotAFailure()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Hangs());
        using var host = Host(model);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.For(ModelTask.Crew, ModelTier.Small).GetResponseAsync(Question, null, stop.Token));
    }

    [Fact]
    public async Task Ask_BudgetOfTokensSpent_AsksNoMore()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Says("yes"));
        using var host = Host(model, new ModelBudget(1200), [new ModelCall("crew", ModelTier.Small, "tiny", 900, 100, null, false)]);
        var error = await Assert.ThrowsAsync<DeployError>(() => AskAsync(host));
        Assert.Equal("DC2028", error.Code);
        Assert.Contains("1,000 tokens in 1 answer(s)", error.Message, StringComparison.Ordinal);
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task Ask_BudgetOfDollars_BoundsTheAnswer()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Says("yes"));
        using var host = Host(model, new ModelBudget(1_000_000, 0.01m));
        await AskAsync(host);
        Assert.InRange((int)model.Requests[0]["max_completion_tokens"]!, 4000, 5000); // 2 dollars a million
    }

    [Fact]
    public async Task Ask_EndpointThatCountsNothing_IsCountedByLength()
    {
        await using var model = await ScriptedModel.StartAsync((_, _) => new Turn.Says("twelve words or so"), hidesUsage: true);
        using var host = Host(model);
        await AskAsync(host);
        var call = Assert.Single(host.Ledger.Calls);
        Assert.True(call.IsEstimated);
        Assert.True(call.InputTokens > 3 && call.OutputTokens > 3);
    }

    [Fact]
    public async Task Ask_BrokenOffAnswers_AreCountedToo()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.StopsShort(), new Turn.Says("done"));
        using var host = Host(model);
        await AskAsync(host);
        Assert.Equal(2, host.Ledger.Calls.Count);
    }

    [Fact]
    public async Task Ask_Key_GoesInTheHeaderAndNowhereElse()
    {
        await using var model = await ScriptedModel.StartAsync(new Turn.Fails(401, "Incorrect API key provided"));
        using var host = ModelHost.Open(Settings(model) with { Key = "MODEL_KEY" }, name => name == "MODEL_KEY" ? "sk-very-secret" : null, [], TimeProvider.System);
        var error = await Assert.ThrowsAsync<DeployError>(() => AskAsync(host));
        Assert.DoesNotContain("very-secret", error.ToString() + model.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Open_KeyNotSet_NamesTheVariable() => Assert.Equal("DC2024",
        Assert.Throws<DeployError>(() => ModelHost.Open(new ModelSettings(new Uri("https://models.example/v1"), new("m")) { Key = "MODEL_KEY" }, _ => null, [], TimeProvider.System)).Code);

    private static Task<ChatResponse> AskAsync(ModelHost host, ChatOptions? options = null) => host.For(ModelTask.Crew, host.TierOf(ModelTask.Crew)).GetResponseAsync(Question, options);

    private static ModelHost Host(ScriptedModel model, ModelBudget? budget = null, IEnumerable<ModelCall>? before = null, int timeoutSeconds = 60) =>
        ModelHost.Open(Settings(model) with { Budget = budget ?? new(), TimeoutSeconds = timeoutSeconds }, _ => null, before ?? [], TimeProvider.System);

    private static ModelSettings Settings(ScriptedModel model) => new(model.Endpoint, new("big", 2, 8)) { Small = new("tiny", 0.5m, 2), Attempts = 2 };
}
