using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Resource Groups Tagging API (2017-01-26): the resources of stacks, by their tags.</summary>
internal sealed class TaggingApi(StateStore store)
{
    public JsonOperations Operations => new("ResourceGroupsTaggingAPI_20170126", "tagging",
        new Dictionary<string, Func<JsonObject, AwsCall, JsonObject>> { ["GetResources"] = GetResources });

    private JsonObject GetResources(JsonObject request, AwsCall call)
    {
        var filters = request.Objects("TagFilters").Select(filter => (Key: filter.Required("Key"), Values: filter.Texts("Values"))).ToArray();
        var matching = store.Read(state => state.Tags
            .Where(pair => filters.All(filter => pair.Value.TryGetValue(filter.Key, out var value) && (filter.Values.Count == 0 || filter.Values.Contains(value))))
            .Select(pair => new JsonObject
            {
                ["ResourceARN"] = pair.Key,
                ["Tags"] = pair.Value.Select(tag => (JsonNode?)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value }).ToJsonArray(),
            })
            .ToArray());
        var token = request.Text("PaginationToken");
        var (items, next) = Page.Of(matching, token is "" ? null : token, request.Number("ResourcesPerPage"), defaultSize: 50);
        return new JsonObject { ["ResourceTagMappingList"] = items.ToJsonArray(), ["PaginationToken"] = next ?? "" };
    }
}
