using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Core.Tests.Requirements;

public sealed class RequirementsTextTests
{
    [Theory]
    [InlineData("""{ "version": 1, "deploy": { "strategy": "rolling", "bakeMinutes": 3 } }""", """{ "version": 1, "deploy": { "strategy": "canary", "bakeMinutes": 3 } }""")]
    [InlineData("""{ "deploy": { "bakeMinutes": 3 } }""", """{ "deploy": {"strategy":"canary", "bakeMinutes": 3 } }""")]
    [InlineData("""{ "deploy": {} }""", """{ "deploy": {"strategy":"canary"} }""")]
    [InlineData("""{"version":1}""", """{"deploy":{"strategy":"canary"},"version":1}""")]
    [InlineData("""{ "services": { "deploy": { "strategy": "mine" } }, "x": [ { "deploy": {} } ] }""", """{"deploy":{"strategy":"canary"}, "services": { "deploy": { "strategy": "mine" } }, "x": [ { "deploy": {} } ] }""")]
    [InlineData("""{ "ä": "ö", "deploy": { "analysis": { "strategy": "x" }, "strategy": "linear" } }""", """{ "ä": "ö", "deploy": { "analysis": { "strategy": "x" }, "strategy": "canary" } }""")]
    public void WithStrategy_Text_ChangesThatAlone(string before, string after)
    {
        Assert.Equal(after, RequirementsText.WithStrategy(before, "canary"));
        Assert.Equal("canary", JsonNode.Parse(after)!["deploy"]!["strategy"]!.ToString());
    }

    [Fact]
    public void WithStrategy_SeveralLines_KeepsThem()
    {
        const string Text = "{\n  // why\n  \"deploy\": {\n    \"strategy\": \"rolling\"\n  },\n  \"version\": 1\n}\n";
        Assert.Equal(Text.Replace("rolling", "linear", StringComparison.Ordinal), RequirementsText.WithStrategy(Text, "linear"));
    }

    [Theory]
    [InlineData("""{"services":{"web":{"memory":512,"cpu":256}}}""", """{"services":{"web":{"memory":1024,"cpu":256}}}""")]
    [InlineData("""{"services":{"api":{"memory":1},"web":{"cpu":256}}}""", """{"services":{"api":{"memory":1},"web":{"memory":1024,"cpu":256}}}""")]
    [InlineData("""{"services":{"web":{}}}""", """{"services":{"web":{"memory":1024}}}""")]
    [InlineData("""{"version":1}""", """{"services":{"web":{"memory":1024}},"version":1}""")]
    [InlineData("""{"services":{"other":{"web":{"memory":3}}},"web":{"memory":4}}""", """{"services":{"web":{"memory":1024},"other":{"web":{"memory":3}}},"web":{"memory":4}}""")]
    public void With_AValue_ChangesItsPlaceAlone(string before, string after) =>
        Assert.Equal(after, RequirementsText.With(before, ["services", "web", "memory"], "1024"));
}
