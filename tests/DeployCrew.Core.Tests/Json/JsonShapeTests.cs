using System.Text.Json;
using DeployCrew.Core.Json;

namespace DeployCrew.Core.Tests.Json;

public class JsonShapeTests
{
    private static readonly JsonShape Shape = JsonShape.Parse(
        """
        {
          "type": "object",
          "properties": {
            "memory": { "type": "integer", "description": "MiB of a task", "minimum": 512, "maximum": 122880 },
            "reason": { "type": "string", "description": "why", "minLength": 1 }
          },
          "required": ["reason"],
          "additionalProperties": false
        }
        """);

    [Fact]
    public void Check_OfTheShape_IsEmpty() => Assert.Empty(Shape.Check("""{ "memory": 1024, "reason": "it was killed at 512" }"""));

    [Theory]
    [InlineData("not json", "")]
    [InlineData("[]", "")]
    [InlineData("""{ "memory": 1024 }""", "reason")]
    [InlineData("""{ "reason": "x", "memory": "much" }""", "memory")]
    [InlineData("""{ "reason": "x", "memory": 1e9 }""", "memory")]
    [InlineData("""{ "reason": "x", "shell": "rm" }""", "shell")]
    [InlineData("""{ "reason": "" }""", "reason")]
    public void Check_OfAnotherShape_SaysWhere(string json, string path) => Assert.Contains(Shape.Check(json), problem => problem.Path == path);

    [Fact]
    public void Check_OfManyProblems_SaysThemAll() => Assert.Equal(3, Shape.Check("""{ "memory": 1, "shell": 2 }""").Count);

    [Fact]
    public void Parse_OfAKeywordThatIsNotHeldTo_IsRefused() =>
        Assert.Throws<JsonException>(() => JsonShape.Parse("""{ "type": "object", "oneOf": [] }"""));
}
