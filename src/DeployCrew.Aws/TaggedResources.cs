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
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var filters = tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Values"] = new JsonArray(tag.Value) });
        var request = new JsonObject { ["TagFilters"] = new JsonArray([.. filters]), ["ResourcesPerPage"] = 100 };
        string? next;
        do
        {
            var page = await client.JsonAsync("GetResources", (JsonObject)request.DeepClone(), cancellationToken);
            foreach (var resource in page.Objects("ResourceTagMappingList"))
                found.Add(resource.Text("ResourceARN"));
            next = page.TextOrNull("PaginationToken");
            request["PaginationToken"] = next;
        }
        while (!string.IsNullOrEmpty(next));
        return [.. found];
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
