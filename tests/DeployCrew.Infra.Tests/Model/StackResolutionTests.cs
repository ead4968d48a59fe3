using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Tests.Model;

public class StackResolutionTests
{
    private static readonly StackConfiguration Configuration = new("dev", new Dictionary<string, object>
    {
        ["name"] = "web",
        ["count"] = 3,
        ["on"] = true,
        ["zones"] = (IReadOnlyList<string>)["a", "b"],
        ["more"] = (IReadOnlyList<IReadOnlyDictionary<string, string>>)[new Dictionary<string, string> { ["name"] = "X" }],
    });

    [Fact]
    public void Evaluate_Interpolation_JoinsTextNumbersAndFlags() =>
        Assert.Equal("\"web-3-true-\\u003Cvpc.id\\u003E\"",
            Json(new Interpolation([new ConfigurationKey("name"), "-", new ConfigurationKey("count"), "-", new ConfigurationKey("on"),
            "-", new Reference("vpc", "id")])));

    [Fact]
    public void Evaluate_ItemOfAList_IsThatItem() => Assert.Equal("\"b\"", Json(new ConfigurationKey("zones", 1)));

    [Fact]
    public void Evaluate_Concatenation_PutsListsEndToEnd() =>
        Assert.Equal("[1,{\"name\":\"X\"}]", Json(new Concatenation([new ListValue([1]), new ConfigurationKey("more")])));

    [Fact]
    public void Evaluate_Choice_IsTheSideThatTheFlagSays() =>
        Assert.Equal("\"web\"", Json(new Choice("on", new ConfigurationKey("name"), new Reference("vpc", "id"))));

    [Fact]
    public void Evaluate_Document_IsJsonText() => Assert.Equal("{\"a\":[true]}",
        StackResolution.Evaluate(new JsonDocumentValue(new MapValue([new("a", new ListValue([true]))])), Configuration, (_, _) =>
            null)!.GetValue<string>());

    [Fact]
    public void Evaluate_PathIntoAnOutput_IsFollowed() => Assert.Equal("\"arn\"", StackResolution.Evaluate(
        new Reference("db", "masterUserSecrets[0].secretArn"), Configuration, (_, _) => JsonNode.Parse("""[{"secretArn":"arn"}]"""))!.ToJsonString());

    [Fact]
    public void Evaluate_PathIntoAnUnknownOutput_IsThatOutput() =>
        Assert.Equal("<db.masterUserSecrets>",
            StackResolution.Evaluate(new Reference("db", "masterUserSecrets[0].secretArn"), Configuration, (resource, property) =>
            $"<{resource}.{property}>")!.GetValue<string>());

    [Fact]
    public void Evaluate_KeyWithoutAValue_Throws() => Assert.Throws<KeyNotFoundException>(() => Json(new ConfigurationKey("nothing")));

    private static string Json(Value value) =>
        StackResolution.Evaluate(value, Configuration, (resource, property) => $"<{resource}.{property}>")!.ToJsonString();
}
