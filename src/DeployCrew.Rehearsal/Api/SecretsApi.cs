using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Secrets Manager (API 2017-10-17). Values are encrypted at rest.</summary>
internal sealed class SecretsApi(StateStore store, SecretValues values, TimeProvider time)
{
    private const int DefaultRecoveryDays = 30;
    private const int MostVersions = 100;
    private static readonly ResourceTags Tags = new("Key", "Value", "InvalidParameterException");

    public AwsService Service => new("secretsmanager", new ServiceFaults("InvalidParameterException", "InvalidNextTokenException", "InternalServiceError"), new Dictionary<string, AwsOperation>
    {
        ["CreateSecret"] = Create,
        ["GetSecretValue"] = Get,
        ["BatchGetSecretValue"] = GetMany,
        ["PutSecretValue"] = Put,
        ["UpdateSecret"] = Update,
        ["UpdateSecretVersionStage"] = UpdateStage,
        ["DescribeSecret"] = (request, _) => store.Read(state => Json(state, Known(state, request))),
        ["ListSecrets"] = List,
        ["ListSecretVersionIds"] = ListVersions,
        ["DeleteSecret"] = Delete,
        ["RestoreSecret"] = (request, _) => store.Change(state =>
        {
            var secret = Known(state, request);
            secret.DeletionAt = null;
            return Identity(secret);
        }),
        ["PutResourcePolicy"] = PutPolicy,
        ["GetResourcePolicy"] = (request, _) => store.Read(state => With(Identity(Known(state, request)), "ResourcePolicy", Known(state, request).Policy)),
        ["DeleteResourcePolicy"] = (request, _) => store.Change(state =>
        {
            var secret = Living(state, request);
            secret.Policy = null;
            return Identity(secret);
        }),
        ["TagResource"] = (request, _) => store.Change(state =>
        {
            Tags.Add(state, Living(state, request).Arn, request, "Tags");
            return new JsonObject();
        }),
        ["UntagResource"] = (request, _) => store.Change(state =>
        {
            ResourceTags.Remove(state, Living(state, request).Arn, request.Texts("TagKeys"));
            return new JsonObject();
        }),
    })
    {
        RecordedOnly = ["PutResourcePolicy", "GetResourcePolicy", "DeleteResourcePolicy"],
    };

    /// <summary>Gives a secret a text when it is not there yet, for the stack engine. Returns its ARN.</summary>
    public string Ensure(string name, string region, Func<string> text) => store.Change(state =>
    {
        if (values.Find(state, name) is { } known)
            return known.Arn;
        var secret = New(name, region);
        values.Add(secret, Guid.NewGuid().ToString(), text(), isBinary: false, [SecretValues.Current]);
        state.Secrets[name] = secret;
        return secret.Arn;
    });

    private SecretState New(string name, string region) => new()
    {
        Name = name,
        Arn = CloudIdentity.Arn("secretsmanager", region, $"secret:{name}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 6)}"),
        CreatedAt = time.GetUtcNow(),
        ChangedAt = time.GetUtcNow(),
    };

    private JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var name = request.Text("Name")!;
        var token = request.Text("ClientRequestToken") ?? Guid.NewGuid().ToString();
        var value = ValueOf(request);
        if (values.Find(state, name) is { } known)
        {
            if (known.DeletionAt is not null)
                throw new AwsFault("InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion.");
            if (value is null || known.Versions.Find(one => one.Id == token) is not { } same || !IsSame(same, value.Value))
                throw new AwsFault("ResourceExistsException", $"The operation failed because the secret {name} already exists.");
            return With(Identity(known), "VersionId", token);
        }

        var secret = New(name, call.Region);
        secret.Description = request.Text("Description");
        secret.KmsKeyId = request.Text("KmsKeyId");
        Tags.Add(state, secret.Arn, request, "Tags");
        if (value is { } given)
            values.Add(secret, token, given.Text, given.IsBinary, [SecretValues.Current]);
        state.Secrets[name] = secret;
        return With(Identity(secret), "VersionId", value is null ? null : token);
    });

    private JsonObject Get(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var secret = Living(state, request);
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
            : [.. Filtered(state, request).Where(secret => secret.DeletionAt is null).Select(secret => (Id: secret.Name, Secret: (SecretState?)secret))];
        var (items, next) = call.Pages.Of(found, request.Text("NextToken"), request.Number("MaxResults"), 20);
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
        var secret = Living(state, request);
        var value = ValueOf(request) ?? throw new AwsFault("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
        var stages = request.Texts("VersionStages") is { Count: > 0 } named ? named : [SecretValues.Current];
        var version = AddOnce(secret, request, value, stages);
        var answer = With(Identity(secret), "VersionId", version.Id);
        answer["VersionStages"] = version.Stages.ToJsonArray();
        return answer;
    });

    private JsonObject Update(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var secret = Living(state, request);
        var version = ValueOf(request) is { } value ? AddOnce(secret, request, value, [SecretValues.Current]) : null;
        secret.Description = request.Text("Description") ?? secret.Description;
        secret.KmsKeyId = request.Text("KmsKeyId") ?? secret.KmsKeyId;
        secret.ChangedAt = time.GetUtcNow();
        return With(Identity(secret), "VersionId", version?.Id);
    });

    // The token is the version's id: the same request twice is one version, another value under the same token is an error.
    private SecretVersionState AddOnce(SecretState secret, JsonObject request, (string Text, bool IsBinary) value, IReadOnlyCollection<string> stages)
    {
        var token = request.Text("ClientRequestToken") ?? Guid.NewGuid().ToString();
        if (secret.Versions.Find(one => one.Id == token) is { } known)
        {
            return IsSame(known, value) ? known : throw new AwsFault("ResourceExistsException",
                $"You can't modify the existing version {token}; the value of a version cannot be changed.");
        }

        if (secret.Versions.Count >= MostVersions && secret.Versions.FindIndex(one => one.Stages.Count == 0) is >= 0 and var oldest)
            secret.Versions.RemoveAt(oldest);
        return values.Add(secret, token, value.Text, value.IsBinary, stages);
    }

    private JsonObject UpdateStage(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var secret = Living(state, request);
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
        return Identity(secret);
    });

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var found = Filtered(state, request).Where(secret => secret.DeletionAt is null || request.Flag("IncludePlannedDeletion"));
        var sorted = request.Text("SortBy") switch
        {
            "name" => found.OrderBy(secret => secret.Name, StringComparer.Ordinal),
            "last-changed-date" => found.OrderBy(secret => secret.ChangedAt),
            _ => found.OrderBy(secret => secret.CreatedAt),
        };
        return call.List("SecretList", [.. request.Text("SortOrder") == "desc" ? sorted.Reverse() : sorted], request, PageMembers.Upper, 100, secret =>
        {
            var json = Json(state, secret);
            json["SecretVersionsToStages"] = json["VersionIdsToStages"]?.DeepClone();
            json.Remove("VersionIdsToStages");
            return json;
        });
    });

    private JsonObject ListVersions(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var secret = Known(state, request);
        var answer = call.List(
            "Versions", [.. secret.Versions.Where(version => version.Stages.Count > 0 || request.Flag("IncludeDeprecated"))], request, PageMembers.Upper, 100,
            version => new JsonObject { ["VersionId"] = version.Id, ["VersionStages"] = version.Stages.ToJsonArray(), ["CreatedDate"] = version.CreatedAt.Epoch() });
        answer["ARN"] = secret.Arn;
        answer["Name"] = secret.Name;
        return answer;
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var force = request.Flag("ForceDeleteWithoutRecovery");
        var days = request.Long("RecoveryWindowInDays");
        if (force && days is not null)
            throw new AwsFault("InvalidParameterException", "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        if (days is < 7 or > 30)
            throw new AwsFault("InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        var secret = force ? Known(state, request) : Living(state, request);
        secret.DeletionAt = time.GetUtcNow().AddDays(force ? 0 : days ?? DefaultRecoveryDays);
        foreach (var gone in state.Secrets.Values.Where(one => one.DeletionAt <= time.GetUtcNow()).ToArray())
        {
            state.Secrets.Remove(gone.Name);
            state.Tags.Remove(gone.Arn);
        }

        return With(Identity(secret), "DeletionDate", secret.DeletionAt.Value.Epoch());
    });

    private JsonObject PutPolicy(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var secret = Living(state, request);
        secret.Policy = JsonText.IsObject(request.Text("ResourcePolicy")!) ? request.Text("ResourcePolicy")
            : throw new AwsFault("MalformedPolicyDocumentException", "This resource policy contains invalid Json.");
        return Identity(secret);
    });

    private IEnumerable<SecretState> Filtered(CloudState state, JsonObject request) => state.Secrets.Values
        .Where(secret => !(secret.DeletionAt <= time.GetUtcNow()) && request.Objects("Filters").All(filter => Passes(state, secret, filter)));

    // A value matches the beginning of a name, key or word; with ! before it, whatever does not.
    private static bool Passes(CloudState state, SecretState secret, JsonObject filter)
    {
        var tags = ResourceTags.Of(state, secret.Arn);
        string[] texts = filter.Text("Key") switch
        {
            "name" => [secret.Name],
            "description" => Words(secret),
            "tag-key" => [.. tags.Keys],
            "tag-value" => [.. tags.Values],
            "all" => [secret.Name, .. Words(secret), .. tags.Keys, .. tags.Values],
            _ => [],
        };
        return filter.Texts("Values").Any(value => value.StartsWith('!')
            ? !texts.Any(text => text.StartsWith(value[1..], StringComparison.Ordinal))
            : texts.Any(text => text.StartsWith(value, StringComparison.Ordinal)));
    }

    private static string[] Words(SecretState secret) => (secret.Description ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private SecretState Known(CloudState state, JsonObject request) => values.Find(state, request.Text("SecretId")!)
        ?? throw new AwsFault("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

    private SecretState Living(CloudState state, JsonObject request)
    {
        var secret = Known(state, request);
        return secret.DeletionAt is null ? secret
            : throw new AwsFault("InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    private static (string Text, bool IsBinary)? ValueOf(JsonObject request) => (request.Text("SecretString"), request.Text("SecretBinary")) switch
    {
        (not null, not null) => throw new AwsFault("InvalidParameterException", "You can't specify both a binary secret value and a string secret value in the same secret."),
        ({ } text, _) => (text, false),
        (_, { } binary) => (binary, true),
        _ => null,
    };

    private bool IsSame(SecretVersionState version, (string Text, bool IsBinary) value) =>
        version.IsBinary == value.IsBinary && values.Reveal(version) == value.Text;

    private static JsonObject Identity(SecretState secret) => new() { ["ARN"] = secret.Arn, ["Name"] = secret.Name };

    private static JsonObject With(JsonObject answer, string member, JsonNode? value)
    {
        answer[member] = value;
        return answer;
    }

    private JsonObject Value(SecretState secret, SecretVersionState version)
    {
        var json = Identity(secret);
        json["VersionId"] = version.Id;
        json[version.IsBinary ? "SecretBinary" : "SecretString"] = values.Reveal(version);
        json["VersionStages"] = version.Stages.ToJsonArray();
        json["CreatedDate"] = version.CreatedAt.Epoch();
        return json;
    }

    private static JsonObject Json(CloudState state, SecretState secret)
    {
        var json = Identity(secret);
        json["Description"] = secret.Description;
        json["KmsKeyId"] = secret.KmsKeyId;
        json["LastChangedDate"] = secret.ChangedAt.Epoch();
        json["CreatedDate"] = secret.CreatedAt.Epoch();
        json["DeletedDate"] = secret.DeletionAt?.Epoch();
        json["Tags"] = Tags.Json(state, secret.Arn);
        json["VersionIdsToStages"] = new JsonObject(secret.Versions.Where(version => version.Stages.Count > 0)
            .Select(version => KeyValuePair.Create(version.Id, (JsonNode?)version.Stages.ToJsonArray())));
        return json;
    }
}
