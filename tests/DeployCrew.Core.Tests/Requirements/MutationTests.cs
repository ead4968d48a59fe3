using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Core.Tests.Requirements;

/// <summary>Whatever is done to a valid file, the reader answers with requirements or with problems that have a place; and NJsonSchema
/// agrees.</summary>
public sealed class MutationTests
{
    private static readonly string[] Junk =
    [
        "null", "true", "0", "-1", "1e400", "99999999999999999999999999999999", "1.5", "\"\"", "\"x\"", "[]", "{}", "[[]]", "[null]",
        "{\"a\":{}}", "\"\\ud800\"",
        "\"10.0.0.0/33\"", "\"/*\"", "\"\\n\"", "[1,\"a\"]", "{\"web\":null}", "{\"\":\"\"}", "1E-30", "-0",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_DamagedText_GivesDocumentOrProblemsWithPlaces(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var text = new StringBuilder(Valid.Everything);
            for (var change = random.Next(1, 5); change > 0; change--)
                Damage(text, random);
            foreach (var problem in Problems.Of(text.ToString()))
                AssertHasPlace(problem, text.ToString());
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Read_OtherValues_GivesDocumentOrProblemsWithPlaces(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var text = Replace(Valid.Everything, random, Junk);
            foreach (var problem in Problems.Of(text))
                AssertHasPlace(problem, text);
        }
    }

    [Fact]
    public async Task Read_OtherValues_RefusesWhatNJsonSchemaRefuses()
    {
        var official = await NJsonSchema.JsonSchema.FromJsonAsync(RequirementsSchema.Text);
        var random = new Random(21);
        // NJsonSchema throws on numbers beyond decimal, and takes half of a character for a character.
        string[] junk = [.. Junk.Where(value =>
            !value.Contains("e400", StringComparison.Ordinal) && value.Length < 30 && !value.Contains("ud800", StringComparison.Ordinal))];
        for (var round = 0; round < 300; round++)
        {
            var text = Replace(Valid.Everything, random, junk);
            var structural = Problems.Of(text).Any(problem => SchemaCodes.Contains(problem.Code));
            Assert.True(official.Validate(text).Count > 0 == structural, $"{text}\n{Problems.Rendered(text)}");
        }
    }

    [Fact]
    public void Read_EveryPrefix_GivesProblems()
    {
        for (var length = 0; length < Valid.Everything.Length; length += 7)
            Assert.NotEmpty(Problems.Of(Valid.Everything[..length]));
    }

    [Fact]
    public void Read_Accepted_SurvivesWritingAndReading()
    {
        var random = new Random(31);
        for (var round = 0; round < 300; round++)
        {
            var text = Replace(Valid.Everything, random,
                ["1", "2", "8080", "\"a\"", "\"/a\"", "{}", "[]", "\"none\"", "true", "256", "512", "\"x.test\""]);
            RequirementsDocument document;
            try
            {
                document = RequirementsReader.Read("r.json", text).Document;
            }
            catch (InvalidInputError)
            {
                continue;
            }

            var written = RequirementsWriter.Write(document);
            Assert.Equal(written, RequirementsWriter.Write(RequirementsReader.Read("r.json", written).Document));
        }
    }

    private static readonly string[] SchemaCodes =
        ["DC1004", "DC1010", "DC1011", "DC1012", "DC1013", "DC1014", "DC1015", "DC1016", "DC1017", "DC1018", "DC1019", "DC1046"];

    private static void AssertHasPlace(Diagnostic problem, string text)
    {
        var lines = text.Split('\n');
        Assert.NotNull(problem.Position);
        Assert.InRange(problem.Position.Value.Line, 1, lines.Length);
        Assert.InRange(problem.Position.Value.Column, 1, lines[problem.Position.Value.Line - 1].Length + 1);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    private static void Damage(StringBuilder text, Random random)
    {
        const string Characters = "{}[]\",:/\\0-e.x\n'# \0\u00fc";
        var place = random.Next(text.Length);
        switch (random.Next(3))
        {
            case 0:
                text.Remove(place, Math.Min(random.Next(1, 12), text.Length - place));
                break;
            case 1:
                text.Insert(place, Characters[random.Next(Characters.Length)]);
                break;
            default:
                text.Insert(place, text.ToString(random.Next(place + 1), Math.Min(20, text.Length - place)));
                break;
        }
    }

    /// <summary>Puts other values into random places of the tree, or takes members out.</summary>
    private static string Replace(string text, Random random, string[] values)
    {
        var root = JsonNode.Parse(text)!;
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var containers = Containers(root).ToList();
            var container = containers[random.Next(containers.Count)];
            // The junk may not be representable as a node, so that a mark stands for it.
            var mark = JsonValue.Create($"@@{random.Next(values.Length)}@@");
            if (container is JsonArray { Count: > 0 } array)
                array[random.Next(array.Count)] = mark;
            else if (container is JsonObject { Count: > 0 } map)
                Change(map, map.ElementAt(random.Next(map.Count)).Key, mark, random);
        }

        var written = root.ToJsonString();
        for (var index = 0; index < values.Length; index++)
            written = written.Replace($"\"@@{index}@@\"", values[index], StringComparison.Ordinal);
        return written;
    }

    private static void Change(JsonObject map, string name, JsonNode mark, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                map.Remove(name);
                break;
            case 1:
                map[name + "_2"] = mark;
                break;
            default:
                map[name] = mark;
                break;
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node)
    {
        var children = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray array => array,
            _ => null,
        };
        return children is null ? [] : children.Where(child => child is not null).SelectMany(child => Containers(child!)).Prepend(node);
    }
}
