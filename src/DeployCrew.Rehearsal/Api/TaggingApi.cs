using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Resource Groups Tagging API (2017-01-26): everything that has tags, whoever made it.</summary>
internal sealed class TaggingApi(StateStore store)
{
    private static readonly ResourceTags Tags = new("Key", "Value", "InvalidParameterException");
    private static readonly PageMembers Resources = new("PaginationToken", "ResourcesPerPage", "PaginationToken");
    private static readonly PageMembers Texts = new("PaginationToken", "MaxResults", "PaginationToken");

    public AwsService Service => new(
        "resourcegroupstaggingapi", new ServiceFaults("InvalidParameterException", "PaginationTokenExpiredException", "InternalServiceException"),
        new Dictionary<string, AwsOperation>
        {
            ["GetResources"] = GetResources,
            ["GetTagKeys"] = (request, call) => List(request, call, "TagKeys", tags => tags.Keys),
            ["GetTagValues"] = (request, call) => List(request, call, "TagValues", tags => tags.TryGetValue(request.Text("Key")!, out var value) ? [value] : []),
            ["TagResources"] = (request, _) => Change(request, (state, arn) =>
                Tags.Add(state, arn, request.Object("Tags")!.Select(tag => KeyValuePair.Create(tag.Key, tag.Value!.GetValue<string>())))),
            ["UntagResources"] = (request, _) => Change(request, (state, arn) => ResourceTags.Remove(state, arn, request.Texts("TagKeys"))),
        });

    private JsonObject GetResources(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var filters = request.Objects("TagFilters").Select(filter => (Key: filter.Text("Key") ?? "", Values: filter.Texts("Values"))).ToArray();
        var (types, arns) = (request.Texts("ResourceTypeFilters"), request.Texts("ResourceARNList"));
        if (arns.Count > 0 && (filters.Length > 0 || types.Count > 0))
            throw new AwsFault("InvalidParameterException", "ResourceARNList cannot be used with filters or paging.");
        var found = state.Tags.Where(pair => filters.All(filter => pair.Value.TryGetValue(filter.Key, out var value) && (filter.Values.Count == 0 || filter.Values.Contains(value)))
            && (types.Count == 0 || types.Any(type => IsOf(pair.Key, type))) && (arns.Count == 0 || arns.Contains(pair.Key))).ToArray();
        var answer = call.List("ResourceTagMappingList", found, pair => pair.Key, request, Resources, 50, pair => new JsonObject { ["ResourceARN"] = pair.Key, ["Tags"] = Tags.Json(state, pair.Key) });
        answer["PaginationToken"] ??= "";
        return answer;
    });

    private JsonObject List(JsonObject request, AwsCall call, string member, Func<SortedDictionary<string, string>, IEnumerable<string>> texts) => store.Read(state =>
    {
        var answer = call.List(member, [.. state.Tags.Values.SelectMany(texts).Distinct().Order(StringComparer.Ordinal)], text => text, request, Texts, 100, text => text);
        answer["PaginationToken"] ??= "";
        return answer;
    });

    // Each resource on its own: what cannot be tagged is said, the others are.
    private JsonObject Change(JsonObject request, Action<CloudState, string> change) => store.Change(state =>
    {
        var failed = new JsonObject();
        foreach (var arn in request.Texts("ResourceARNList"))
        {
            if (state.Tags.ContainsKey(arn) || TaggedResources.Exists(state, arn))
                change(state, arn);
            else
                failed[arn] = new JsonObject { ["StatusCode"] = 400, ["ErrorCode"] = "InvalidParameterException", ["ErrorMessage"] = "The local cloud has no such resource." };
        }

        return new JsonObject { ["FailedResourcesMap"] = failed };
    });

    // "ecs", or "ecs:service": the service of an ARN, and what its resource begins with
    private static bool IsOf(string arn, string type)
    {
        var (wanted, parts) = (type.Split(':', 2), arn.Split(':', 6));
        return parts.Length == 6 && parts[2] == wanted[0] && (wanted.Length == 1 || parts[5].Split('/', ':')[0] == wanted[1]);
    }
}
