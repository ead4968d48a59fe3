using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Resource Groups Tagging API (2017-01-26) GetResources: everything in the region that has tags.</summary>
public sealed class TaggedResources(AwsConnection connection) : ITaggedResources, IDisposable
{
    private readonly AwsClient client = new(AwsService.Tagging, connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var filters = tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Values"] = new JsonArray(tag.Value) });
        var request = new JsonObject { ["TagFilters"] = new JsonArray([.. filters]), ["ResourcesPerPage"] = 100 };
        var found = await client.JsonPagesAsync("GetResources", request, new("PaginationToken", "PaginationToken", "ResourceTagMappingList"), cancellationToken)
            .Select(json => ((JsonObject)json).Text("ResourceARN")).ToListAsync(cancellationToken);
        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
