using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>The values of secrets: versions, and the stages that say which of them is current.</summary>
internal sealed class SecretVersions(StateStore store, SecretValues values, SecretRequests requests, TimeProvider time)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["GetSecretValue"] = Get,
        ["BatchGetSecretValue"] = GetMany,
        ["PutSecretValue"] = Put,
        ["UpdateSecretVersionStage"] = UpdateStage,
        ["ListSecretVersionIds"] = ListVersions,
    };

    private JsonObject Get(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var secret = requests.Living(state, request);
        var version = SecretValues.Version(secret, request.Text("VersionId"), request.Text("VersionStage"))
            ?? throw new AwsFault("ResourceNotFoundException", request.Text("VersionId") is { } id
                ? $"Secrets Manager can't find the specified secret value for VersionId: {id}"
                : $"Secrets Manager can't find the specified secret value for staging label: {request.Text("VersionStage") ?? SecretValues.Current}");
        return Value(secret, version);
    });

    private JsonObject GetMany(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var ids = request.Texts("SecretIdList");
        if (ids.Count > 0 == request.Objects("Filters").Any())
            throw new AwsFault("InvalidParameterException", "Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        var found = ids.Count > 0
            ? ids.Select(id => (Id: id, Secret: values.Find(state, id))).ToArray()
            : [.. requests.Filtered(state, request).Where(secret => secret.DeletionAt is null).Select(secret => (Id: secret.Name, Secret: (SecretState?)secret))];
        var (items, next) = call.Pages.Of(found, one => one.Id, request.Text("NextToken"), request.Number("MaxResults"), 20);
        var had = items.Select(item => (item.Id, item.Secret, Version: item.Secret is { DeletionAt: null } secret ? SecretValues.Version(secret, null, null) : null))
            .ToLookup(item => item.Version is not null);
        return new JsonObject
        {
            ["SecretValues"] = had[true].Select(item => (JsonNode?)Value(item.Secret!, item.Version!)).ToJsonArray(),
            ["Errors"] = had[false].Select(item => (JsonNode?)new JsonObject
            {
                ["SecretId"] = item.Id,
                ["ErrorCode"] = "ResourceNotFoundException",
                ["Message"] = "Secrets Manager can't find the specified secret.",
            }).ToJsonArray(),
            ["NextToken"] = next,
        };
    });

    private JsonObject Put(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var secret = requests.Living(state, request);
        var value = SecretRequests.ValueOf(request) ?? throw new AwsFault("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
        var stages = request.Texts("VersionStages") is { Count: > 0 } named ? named : [SecretValues.Current];
        var version = requests.AddOnce(secret, request, value, stages);
        var answer = SecretRequests.With(SecretRequests.Identity(secret), "VersionId", version.Id);
        answer["VersionStages"] = version.Stages.ToJsonArray();
        return answer;
    });

    private JsonObject UpdateStage(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var secret = requests.Living(state, request);
        var stage = request.Text("VersionStage")!;
        SecretVersionState? Named(string member) => request.Text(member) is { } id
            ? secret.Versions.Find(one => one.Id == id) ?? throw new AwsFault("ResourceNotFoundException", $"Secrets Manager can't find the specified secret version: {id}")
            : null;
        var (from, to) = (Named("RemoveFromVersionId"), Named("MoveToVersionId"));
        var holder = secret.Versions.Find(one => one.Stages.Contains(stage));
        if ((from is not null && from != holder) || (from is null && holder is not null && holder != to))
            throw new AwsFault("InvalidParameterException", $"The parameter RemoveFromVersionId must name the version that has the staging label {stage} now.");
        if (to is null && stage == SecretValues.Current)
            throw new AwsFault("InvalidParameterException", $"The staging label {stage} can be moved, not removed.");
        if (to is null)
            from?.Stages.Remove(stage);
        else
            SecretValues.Move(secret, stage, to);
        secret.ChangedAt = time.GetUtcNow();
        return SecretRequests.Identity(secret);
    });

    private JsonObject ListVersions(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var secret = requests.Known(state, request);
        var answer = call.List(
            "Versions", [.. secret.Versions.Where(version => version.Stages.Count > 0 || request.Flag("IncludeDeprecated"))], version => OrderKeys.Of(version.CreatedAt, version.Id), request, PageMembers.Upper, 100,
            version => new JsonObject { ["VersionId"] = version.Id, ["VersionStages"] = version.Stages.ToJsonArray(), ["CreatedDate"] = version.CreatedAt.Epoch() });
        answer["ARN"] = secret.Arn;
        answer["Name"] = secret.Name;
        return answer;
    });

    private JsonObject Value(SecretState secret, SecretVersionState version)
    {
        var json = SecretRequests.Identity(secret);
        json["VersionId"] = version.Id;
        json[version.IsBinary ? "SecretBinary" : "SecretString"] = values.Reveal(version);
        json["VersionStages"] = version.Stages.ToJsonArray();
        json["CreatedDate"] = version.CreatedAt.Epoch();
        return json;
    }
}
