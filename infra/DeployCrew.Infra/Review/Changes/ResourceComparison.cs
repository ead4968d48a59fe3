using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Review.Changes;

/// <summary>Compares the resources of two sides, down to single settings.</summary>
internal static class ResourceComparison
{
    /// <summary>Resources that differ, by name; one that has become another type is removed and added.</summary>
    public static IEnumerable<ResourceDiff> Of(IReadOnlyDictionary<string, ComparedResource> before, IReadOnlyDictionary<string, ComparedResource> after)
    {
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (old is not null && now is not null && old.Type == now.Type)
            {
                if (Properties(old.Inputs, now.Inputs).ToList() is { Count: > 0 } properties)
                    yield return new(name, now.Type, DiffKind.Changed, properties);
                continue;
            }

            if (old is not null)
                yield return new(name, old.Type, DiffKind.Removed, []);
            if (now is not null)
                yield return new(name, now.Type, DiffKind.Added, []);
        }
    }

    private static IEnumerable<PropertyDiff> Properties(JsonObject before, JsonObject after)
    {
        var (old, now) = (Flat(before), Flat(after));
        return old.Keys.Union(now.Keys).Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .Select(path => new PropertyDiff(path, old.GetValueOrDefault(path), now.GetValueOrDefault(path)));
    }

    private static Dictionary<string, string> Flat(JsonObject inputs)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(flat, "", inputs);
        return flat;
    }

    private static void Add(Dictionary<string, string> flat, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (name, value) in map)
                    Add(flat, path.Length == 0 ? name : $"{path}.{name}", value);
                break;
            case JsonArray { Count: > 0 } list:
                for (var i = 0; i < list.Count; i++)
                    Add(flat, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), list[i]);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && Document(text) is { } document:
                Add(flat, path, document);
                break;
            default:
                flat[path] = node switch
                {
                    null => "null",
                    JsonValue value when value.TryGetValue<string>(out var text) => text,
                    _ => node.ToJsonString(),
                };
                break;
        }
    }

    // Policies and container definitions are JSON in a text.
    private static JsonNode? Document(string text)
    {
        if (text.Length < 2 || text[0] is not ('{' or '['))
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
