using System.Text;
using System.Text.Json;

namespace DeployCrew.Core.Requirements;

/// <summary>Changes a requirements text in one place, and leaves every other line where it is.</summary>
public static class RequirementsText
{
    /// <summary>The text with another <c>deploy.strategy</c>.</summary>
    /// <param name="json">Valid requirements, version 1.</param>
    /// <param name="strategy">rolling | blueGreen | canary | linear.</param>
    public static string WithStrategy(string json, string strategy) => With(json, ["deploy", "strategy"], JsonSerializer.Serialize(strategy));

    /// <summary>The text with another value at a place; what is around it is made where it is not there.</summary>
    /// <param name="json">Valid requirements, version 1.</param>
    /// <param name="path">Names from the top, such as <c>services</c>, <c>web</c>, <c>memory</c>.</param>
    /// <param name="value">The value as JSON.</param>
    public static string With(string json, IReadOnlyList<string> path, string value)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(path);
        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        var place = Find(bytes, path);
        return string.Concat(Encoding.UTF8.GetString(bytes, 0, place.From), place.Before, value, place.After, Encoding.UTF8.GetString(bytes, place.To, bytes.Length - place.To));
    }

    // The value itself; else the beginning of the innermost object around it that is there.
    private static Place Find(byte[] bytes, IReadOnlyList<string> path)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var innermost = Place.In(reader, path);
        var found = 0;
        while (reader.Read() && reader.CurrentDepth > found)
        {
            if (!reader.ValueTextEquals(path[found]))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (++found == path.Count || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return found == path.Count ? new(start, (int)reader.BytesConsumed, "", "") : throw new JsonException($"'{string.Join('/', path.Take(found))}' is no object.");
            }

            innermost = Place.In(reader, [.. path.Skip(found)]);
        }

        return innermost;
    }

    private readonly record struct Place(int From, int To, string Before, string After)
    {
        // The reader stands at the object's beginning, and goes no further: it is a copy.
        public static Place In(Utf8JsonReader atStart, IReadOnlyList<string> path)
        {
            var at = (int)atStart.TokenStartIndex + 1;
            var isEmpty = atStart.Read() && atStart.TokenType == JsonTokenType.EndObject;
            return new(at, at, string.Join('{', path.Select(name => JsonSerializer.Serialize(name) + ":")), new string('}', path.Count - 1) + (isEmpty ? "" : ","));
        }
    }
}
