using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Reports;

/// <summary>Takes paths of this machine out of what is answered.</summary>
/// <param name="home">Where DeployCrew keeps its data.</param>
/// <param name="further">Folders that are not to be told of either.</param>
public sealed class Concealment(Home home, params IReadOnlyList<string> further)
{
    private readonly string[] folders =
    [
        .. new[] { home.Folder, Path.GetTempPath(), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), AppContext.BaseDirectory }
            .Concat(further).Select(Path.TrimEndingDirectorySeparator).Where(folder => folder.Length > 1).Distinct().OrderByDescending(folder => folder.Length),
    ];

    /// <summary>A text without them.</summary>
    public string In(string text) => folders.Aggregate(text, (shown, folder) => shown.Replace(folder, "…", StringComparison.Ordinal));

    /// <summary>A record without them.</summary>
    public T In<T>(T value)
        where T : class => Json(value).Deserialize<T>(JsonFormat.Compact)!;

    /// <summary>A value as JSON without them.</summary>
    public JsonNode? Json(object value) => Walk(JsonSerializer.SerializeToNode(value, value.GetType(), JsonFormat.Compact));

    private JsonNode? Walk(JsonNode? node) => node switch
    {
        JsonObject named => new JsonObject(named.Select(one => KeyValuePair.Create(one.Key, Walk(one.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Walk)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(In(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };
}
