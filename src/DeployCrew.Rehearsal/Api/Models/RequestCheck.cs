using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeployCrew.Rehearsal.Api.Models;

/// <summary>
/// Holds a request against its model, in the words of AWS's services: <c>1 validation error detected: Value 'x' at 'type' failed to satisfy
/// constraint: Member must satisfy enum value set: [A, B]</c>. Members that the model does not have are let through, as AWS does.
/// </summary>
internal sealed class RequestCheck(ServiceModel model)
{
    // A pattern is AWS's, the text is anybody's.
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    private readonly List<string> problems = [];

    /// <exception cref="AwsFault">A member has the wrong type (SerializationException), or breaks a constraint (<paramref name="code"/>).</exception>
    public static void Check(ServiceModel model, string? shape, JsonObject request, string code)
    {
        if (shape is null)
            return;
        var check = new RequestCheck(model);
        check.Look(model.Shapes[shape], request, "");
        if (check.problems is { Count: > 0 } found)
            throw new AwsFault(code, $"{found.Count} validation error{(found.Count == 1 ? "" : "s")} detected: {string.Join("; ", found)}");
    }

    /// <summary>Compiles one of the models' patterns: the whole text has to match.</summary>
    public static Regex PatternOf(string pattern) => Patterns.GetOrAdd(
        pattern, text => new Regex($@"\A(?:{text})\z", RegexOptions.CultureInvariant, PatternLimit));

    private void Look(ShapeModel shape, JsonNode value, string path)
    {
        switch (shape.Type)
        {
            case "structure":
                LookAtStructure(shape, Expect<JsonObject>(value, path, "an object"), path);
                break;
            case "list":
                var items = Expect<JsonArray>(value, path, "a list");
                CheckLength(shape, items.Count, path);
                for (var index = 0; index < items.Count; index++)
                    Look(model.Shapes[shape.Member!], items[index] ?? throw Wrong($"{path}[{index}]", "a value"), $"{path}.{index + 1}.member");
                break;
            case "map":
                foreach (var (key, item) in Expect<JsonObject>(value, path, "an object"))
                    Look(model.Shapes[shape.Value!], item ?? throw Wrong($"{path}.{key}", "a value"), $"{path}.{key}");
                break;
            default:
                LookAtScalar(shape, value, path);
                break;
        }
    }

    private void LookAtStructure(ShapeModel shape, JsonObject value, string path)
    {
        foreach (var (name, member) in shape.Members)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (value[name] is { } given)
                Look(model.Shapes[member], given, at);
            else if (shape.Required.Contains(name))
                problems.Add($"Value null at '{at}' failed to satisfy constraint: Member must not be null");
        }
    }

    private void LookAtScalar(ShapeModel shape, JsonNode value, string path)
    {
        var kind = value.GetValueKind();
        switch (shape.Type)
        {
            case "string":
                LookAtText(shape, kind == JsonValueKind.String ? value.GetValue<string>() : throw Wrong(path, "a string"), path);
                break;
            case "blob" when kind != JsonValueKind.String || !IsBase64(value.GetValue<string>()):
                throw Wrong(path, "base64");
            case "boolean" when kind is not (JsonValueKind.True or JsonValueKind.False):
                throw Wrong(path, "a boolean");
            case "integer" or "long" when kind != JsonValueKind.Number || !long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                throw Wrong(path, "an integer");
            case "integer" or "long":
                LookAtNumber(shape, long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture), path);
                break;
            case "double" or "float" or "timestamp" when kind != JsonValueKind.Number:
                throw Wrong(path, "a number");
        }
    }

    private void LookAtText(ShapeModel shape, string text, string path)
    {
        if (shape.Enum.Count > 0 && !shape.Enum.Contains(text))
            problems.Add($"Value '{text}' at '{path}' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", shape.Enum)}]");
        CheckLength(shape, text.Length, path);
        if (shape.Pattern is { } pattern && !Matches(pattern, text))
            problems.Add($"Value '{text}' at '{path}' failed to satisfy constraint: Member must satisfy regular expression pattern: {pattern}");
    }

    private void LookAtNumber(ShapeModel shape, long number, string path)
    {
        if (number < shape.Min)
            problems.Add($"Value '{number}' at '{path}' failed to satisfy constraint: Member must have value greater than or equal to {shape.Min}");
        if (number > shape.Max)
            problems.Add($"Value '{number}' at '{path}' failed to satisfy constraint: Member must have value less than or equal to {shape.Max}");
    }

    // The value itself stays out of the message: what is too long may be a secret.
    private void CheckLength(ShapeModel shape, int length, string path)
    {
        if (length < shape.Min)
            problems.Add($"Value at '{path}' failed to satisfy constraint: Member must have length greater than or equal to {shape.Min}");
        if (length > shape.Max)
            problems.Add($"Value at '{path}' failed to satisfy constraint: Member must have length less than or equal to {shape.Max}");
    }

    private static bool Matches(string pattern, string text)
    {
        try
        {
            return PatternOf(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static T Expect<T>(JsonNode value, string path, string what)
        where T : JsonNode => value as T ?? throw Wrong(path, what);

    private static AwsFault Wrong(string path, string what) => new("SerializationException", $"{path}: expected {what}");
}
