using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>The tags of everything that has an ARN, whoever made it; each service writes them in its own way.</summary>
/// <param name="key">What the service calls a tag's key: <c>key</c> or <c>Key</c>.</param>
/// <param name="value">What it calls a tag's value.</param>
/// <param name="fault">What it calls a tag that is not allowed.</param>
internal sealed class ResourceTags(string key, string value, string fault)
{
    private const int MostTags = 50;

    /// <summary>ECS's way.</summary>
    public static readonly ResourceTags Lower = new("key", "value", "InvalidParameterException");

    /// <summary>The tags of a resource, written as <c>[{key, value}]</c>.</summary>
    public JsonArray Json(CloudState state, string arn) => Of(state, arn)
        .Select(tag => (JsonNode?)new JsonObject { [key] = tag.Key, [value] = tag.Value }).ToJsonArray();

    /// <summary>Adds the tags of a request to those that a resource has.</summary>
    /// <exception cref="AwsFault">There are too many, or one is AWS's own; nothing is changed then.</exception>
    public void Add(CloudState state, string arn, JsonObject request, string member = "tags") =>
        Add(state, arn, request.Objects(member).Select(tag => KeyValuePair.Create(tag.Text(key) ?? "", tag.Text(value) ?? "")));

    /// <inheritdoc cref="Add(CloudState, string, JsonObject, string)"/>
    public void Add(CloudState state, string arn, IEnumerable<KeyValuePair<string, string>> added)
    {
        var tags = new SortedDictionary<string, string>(Of(state, arn), StringComparer.Ordinal);
        foreach (var (name, text) in added)
        {
            if (name.Length == 0 || name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                throw new AwsFault(fault, $"The tag key '{name}' is not allowed: keys have at least one character and do not begin with aws:.");
            tags[name] = text;
        }

        if (tags.Count > MostTags)
            throw new AwsFault(fault, $"A resource has {MostTags} tags at the most.");
        if (tags.Count > 0)
            state.Tags[arn] = tags;
    }

    public static void Remove(CloudState state, string arn, IEnumerable<string> keys)
    {
        if (!state.Tags.TryGetValue(arn, out var tags))
            return;
        foreach (var name in keys)
            tags.Remove(name);
    }

    public static SortedDictionary<string, string> Of(CloudState state, string arn) => state.Tags.GetValueOrDefault(arn) ?? new(StringComparer.Ordinal);
}
