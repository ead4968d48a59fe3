using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>CloudWatch Logs (API 2014-03-28): groups, and their tags. Streams and events are <see cref="LogEvents"/>'.</summary>
internal sealed class LogsApi(StateStore store, LogStreams streams, TimeProvider time)
{
    private static readonly ResourceTags Tags = new("", "", "InvalidParameterException");

    // What PutRetentionPolicy takes, by its documentation; the model says only that it is a number.
    private static readonly int[] RetentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public AwsService Service => new(
        "logs", new ServiceFaults("InvalidParameterException", "InvalidParameterException", "ServiceUnavailableException"),
        new Dictionary<string, AwsOperation>(new LogEvents(store, streams, time).Operations)
        {
            ["CreateLogGroup"] = Create,
            ["DescribeLogGroups"] = Describe,
            ["DeleteLogGroup"] = Delete,
            ["PutRetentionPolicy"] = (request, _) => SetRetention(request, request.Number("retentionInDays")),
            ["DeleteRetentionPolicy"] = (request, _) => SetRetention(request, null),
            ["TagResource"] = (request, _) => AddTags(request, Tagged),
            ["UntagResource"] = (request, _) => RemoveTags(request, Tagged, "tagKeys"),
            ["ListTagsForResource"] = (request, _) => ListTags(request, Tagged),
            ["TagLogGroup"] = (request, _) => AddTags(request, Known),
            ["UntagLogGroup"] = (request, _) => RemoveTags(request, Known, "tags"),
            ["ListTagsLogGroup"] = (request, _) => ListTags(request, Known),
        });

    /// <summary>Creates a group or changes its retention, for the stack engine.</summary>
    public LogGroupState Ensure(string name, int? retentionDays, string region) => store.Change(state =>
    {
        if (!state.LogGroups.TryGetValue(name, out var group))
            state.LogGroups[name] = group = new LogGroupState { Name = name, Region = region, CreatedAt = time.GetUtcNow() };
        group.RetentionDays = retentionDays ?? group.RetentionDays;
        return group;
    });

    public static string Arn(LogGroupState group) => CloudIdentity.Arn("logs", group.Region, $"log-group:{group.Name}");

    /// <summary>The group that a request names, or gives the ARN of.</summary>
    public static LogGroupState Known(CloudState state, JsonObject request)
    {
        var named = request.Text("logGroupName") ?? request.Text("logGroupIdentifier")
            ?? throw new AwsFault("InvalidParameterException", "Either logGroupName or logGroupIdentifier has to be given.");
        return state.LogGroups.GetValueOrDefault(NameOf(named)) ?? throw NotFound();
    }

    private JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var name = request.Text("logGroupName")!;
        if (state.LogGroups.ContainsKey(name))
            throw new AwsFault("ResourceAlreadyExistsException", "The specified log group already exists");
        var group = new LogGroupState
        {
            Name = name,
            Region = call.Region,
            CreatedAt = time.GetUtcNow(),
            KmsKeyId = request.Text("kmsKeyId"),
            Class = request.Text("logGroupClass") ?? "STANDARD",
        };
        Tags.Add(state, Arn(group), TagsOf(request));
        state.LogGroups[name] = group;
        return new JsonObject();
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (prefix, pattern) = (request.Text("logGroupNamePrefix"), request.Text("logGroupNamePattern"));
        if (prefix is not null && pattern is not null)
            throw new AwsFault("InvalidParameterException", "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        var named = request.Texts("logGroupIdentifiers").Select(NameOf).ToArray();
        var found = state.LogGroups.Values.Where(group => group.Name.StartsWith(prefix ?? "", StringComparison.Ordinal)
            && group.Name.Contains(pattern ?? "", StringComparison.OrdinalIgnoreCase)
            && (named.Length == 0 || named.Contains(group.Name))
            && (request.Text("logGroupClass") is not { } wanted || wanted == group.Class)).ToArray();
        return call.List("logGroups", found, group => group.Name, request, PageMembers.Logs, 50, group => new JsonObject
        {
            ["logGroupName"] = group.Name,
            ["creationTime"] = group.CreatedAt.ToUnixTimeMilliseconds(),
            ["retentionInDays"] = group.RetentionDays,
            ["metricFilterCount"] = 0,
            ["arn"] = Arn(group) + ":*",
            ["logGroupArn"] = Arn(group),
            ["storedBytes"] = 0,
            ["kmsKeyId"] = group.KmsKeyId,
            ["logGroupClass"] = group.Class,
        });
    });

    private JsonObject Delete(JsonObject request, AwsCall call)
    {
        store.Change(state =>
        {
            var group = Known(state, request);
            state.LogGroups.Remove(group.Name);
            state.Tags.Remove(Arn(group));
        });
        streams.Delete(request.Text("logGroupName")!);
        return [];
    }

    private JsonObject SetRetention(JsonObject request, int? days) => store.Change(state =>
    {
        if (days is { } number && !RetentionDays.Contains(number))
        {
            throw new AwsFault("InvalidParameterException", string.Create(CultureInfo.InvariantCulture,
                $"1 validation error detected: Value '{number}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", RetentionDays)}]"));
        }

        Known(state, request).RetentionDays = days;
        return new JsonObject();
    });

    private JsonObject AddTags(JsonObject request, Func<CloudState, JsonObject, LogGroupState> find) => store.Change(state =>
    {
        Tags.Add(state, Arn(find(state, request)), TagsOf(request));
        return new JsonObject();
    });

    private JsonObject RemoveTags(JsonObject request, Func<CloudState, JsonObject, LogGroupState> find, string keys) => store.Change(state =>
    {
        ResourceTags.Remove(state, Arn(find(state, request)), request.Texts(keys));
        return new JsonObject();
    });

    private JsonObject ListTags(JsonObject request, Func<CloudState, JsonObject, LogGroupState> find) => store.Read(state => new JsonObject
    {
        ["tags"] = new JsonObject(ResourceTags.Of(state, Arn(find(state, request))).Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
    });

    private static LogGroupState Tagged(CloudState state, JsonObject request) =>
        state.LogGroups.GetValueOrDefault(NameOf(request.Text("resourceArn")!)) ?? throw NotFound();

    private static IEnumerable<KeyValuePair<string, string>> TagsOf(JsonObject request) =>
        (request.Object("tags") ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.GetValue<string>() ?? ""));

    // arn:aws:logs:region:account:log-group:name, or the same with :* behind it
    private static string NameOf(string nameOrArn) => nameOrArn.Split(':') is ["arn", _, "logs", _, _, "log-group", var name, ..] ? name : nameOrArn;

    private static AwsFault NotFound() => new("ResourceNotFoundException", "The specified log group does not exist.");
}
