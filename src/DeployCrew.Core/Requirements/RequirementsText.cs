using System.Text;
using System.Text.Json;

namespace DeployCrew.Core.Requirements;

/// <summary>Changes a requirements text in one place, and leaves every other line where it is.</summary>
public static class RequirementsText
{
    /// <summary>The text with another <c>deploy.strategy</c>.</summary>
    /// <param name="json">Valid requirements, version 1.</param>
    /// <param name="strategy">rolling | blueGreen | canary | linear.</param>
    public static string WithStrategy(string json, string strategy)
    {
        ArgumentNullException.ThrowIfNull(json);
        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        var value = JsonSerializer.Serialize(strategy);
        var place = Find(bytes);
        return string.Concat(Encoding.UTF8.GetString(bytes, 0, place.From), place.Before, value, place.After, Encoding.UTF8.GetString(bytes, place.To, bytes.Length - place.To));
    }

    // The value of deploy.strategy; else the beginning of deploy; else that of the document.
    private static Place Find(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Place? document = null, deploy = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 0)
                document = Place.At((int)reader.TokenStartIndex + 1, "\"deploy\":{\"strategy\":", "},");
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == 1 && !reader.ValueTextEquals("deploy"))
            {
                reader.Skip();
            }
            else if (reader.CurrentDepth == 1)
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex + 1;
                deploy = Place.At(start, "\"strategy\":", IsEmpty(reader) ? "" : ",");
            }
            else if (reader.CurrentDepth == 2 && reader.ValueTextEquals("strategy"))
            {
                reader.Read();
                return new((int)reader.TokenStartIndex, (int)reader.BytesConsumed, "", "");
            }
            else
            {
                reader.Skip();
            }
        }

        return deploy ?? document ?? throw new JsonException("The document is no object.");
    }

    private static bool IsEmpty(Utf8JsonReader afterStart) => afterStart.Read() && afterStart.TokenType == JsonTokenType.EndObject;

    private readonly record struct Place(int From, int To, string Before, string After)
    {
        public static Place At(int index, string before, string after) => new(index, index, before, after);
    }
}
