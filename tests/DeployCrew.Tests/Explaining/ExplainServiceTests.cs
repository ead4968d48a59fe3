using System.Text.Json.Nodes;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Explaining;
using DeployCrew.Testing.Models;

namespace DeployCrew.Tests.Explaining;

public class ExplainServiceTests
{
    private static readonly IReadOnlyList<Fact> Facts = PlanFacts.Of(
        RequirementsReader.Read("requirements.json", RequirementsTemplate.For("shop")).Document, "dev", null, new DateOnly(2026, 1, 1));

    [Fact]
    public async Task Explain_SentencesThatCite_AreKept()
    {
        await using var model = await ScriptedModel.StartAsync(Answer(("The load balancer is what the internet reaches.", ["alb"]), ("It serves at dev.shop.example.com.", ["domain"])));
        var explanation = await ExplainAsync(model);
        Assert.Equal(2, explanation.Sentences.Count);
        Assert.Equal(0, explanation.Dropped);
        Assert.Equal("small", explanation.Calls.Single().Tier.ToString().ToLowerInvariant());
    }

    [Theory]
    [InlineData("All of this is best practice.")] // cites nothing
    [InlineData("The web application firewall keeps attackers out.", "waf-of-nobody")] // cites what is not there
    [InlineData("It costs 3 dollars a month.", "cost")] // a number that the fact does not have
    [InlineData("It listens on port 22.", "alb")]
    public async Task Explain_SentenceThatRestsOnNothing_IsDropped(string sentence, params string[] cites)
    {
        await using var model = await ScriptedModel.StartAsync(Answer(("It serves at dev.shop.example.com.", ["domain"]), (sentence, cites)));
        var explanation = await ExplainAsync(model);
        Assert.Equal("It serves at dev.shop.example.com.", Assert.Single(explanation.Sentences).Text);
        Assert.Equal(1, explanation.Dropped);
    }

    [Fact]
    public async Task Explain_NothingRestsOnFacts_IsAnError()
    {
        await using var model = await ScriptedModel.StartAsync(Answer(("All is well.", [])));
        Assert.Equal("DC2029", (await Assert.ThrowsAsync<DeployError>(() => ExplainAsync(model))).Code);
    }

    [Fact]
    public async Task Explain_Cost_MayBeSaidAsTheTableHasIt()
    {
        var cost = Facts.Single(fact => fact.Id == "cost").Text.Split(' ')[5];
        await using var model = await ScriptedModel.StartAsync(Answer(($"It costs about ${cost} a month.", ["cost"])));
        Assert.Single((await ExplainAsync(model)).Sentences);
    }

    private static Turn.Calls Answer(params (string Text, string[] Cites)[] sentences) => Turn.Calls.One("answer", new JsonObject
    {
        ["sentences"] = new JsonArray([.. sentences.Select(one => new JsonObject { ["text"] = one.Text, ["cites"] = new JsonArray([.. one.Cites.Select(id => JsonValue.Create(id))]) })]),
    });

    private static async Task<Explanation> ExplainAsync(ScriptedModel model)
    {
        using var host = ModelHost.Open(new ModelSettings(model.Endpoint, new("big")) { Attempts = 1, TimeoutSeconds = 20 }, _ => null, [], TimeProvider.System);
        return await ExplainService.ExplainAsync(host, Facts, CancellationToken.None);
    }
}
