using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Who calls, and what for.</summary>
/// <param name="Operation">Operation, such as <c>DescribeServices</c>.</param>
/// <param name="Caller">Whose signature it is, and for which region.</param>
/// <param name="RequestId">Id that goes into the answer.</param>
/// <param name="Pages">Cuts what the operation lists.</param>
internal sealed record AwsCall(string Operation, AwsCaller Caller, string RequestId, Pager Pages)
{
    private static readonly string[] Reads = ["Describe", "List", "Get", "Filter", "BatchGet", "BatchCheck"];

    public string Region => Caller.Region;

    /// <summary>Whether it only looks, and need not wait for the state to be saved.</summary>
    public bool IsRead => Reads.Any(verb => Operation.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>A page of a list as an answer, with the token of the next one.</summary>
    public JsonObject List<T>(string member, IReadOnlyList<T> all, Func<T, string> keyOf, JsonObject request, PageMembers names, int defaultSize, Func<T, JsonNode?> json)
    {
        var (items, next) = Pages.Of(all, keyOf, request.Text(names.Token), request.Number(names.Size), defaultSize);
        return new JsonObject { [member] = items.Select(json).ToJsonArray(), [names.Next] = next };
    }
}

/// <summary>What a service calls the members that paging needs.</summary>
internal sealed record PageMembers(string Token, string Size, string Next)
{
    public static readonly PageMembers Lower = new("nextToken", "maxResults", "nextToken");

    public static readonly PageMembers Upper = new("NextToken", "MaxResults", "NextToken");

    public static readonly PageMembers Logs = new("nextToken", "limit", "nextToken");

    public static readonly PageMembers Balancing = new("Marker", "PageSize", "NextMarker");

    /// <summary>Every member that says which page is wanted, not what of. (GetLogEvents has the direction in its token.)</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        "nextToken", "maxResults", "NextToken", "MaxResults", "limit", "Marker", "PageSize", "PaginationToken", "ResourcesPerPage", "TagsPerPage", "startFromHead",
    };
}
