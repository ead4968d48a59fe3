using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Secrets Manager (API 2017-10-17): secrets. Their values are <see cref="SecretVersions"/>', encrypted at rest.</summary>
internal sealed class SecretsApi(StateStore store, SecretValues values, TimeProvider time)
{
    private const int DefaultRecoveryDays = 30;
    private static readonly ResourceTags Tags = new("Key", "Value", "InvalidParameterException");
    private readonly SecretRequests requests = new(values, time);

    public AwsService Service => new("secretsmanager", new ServiceFaults("InvalidParameterException", "InvalidNextTokenException", "InternalServiceError"), Operations)
    {
        RecordedOnly = ["PutResourcePolicy", "GetResourcePolicy", "DeleteResourcePolicy"],
    };

    private Dictionary<string, AwsOperation> Operations => new(new SecretVersions(store, values, requests, time).Operations)
    {
        ["CreateSecret"] = Create,
        ["UpdateSecret"] = Update,
        ["DescribeSecret"] = (request, _) => store.Read(state => Json(state, requests.Known(state, request))),
        ["ListSecrets"] = List,
        ["DeleteSecret"] = Delete,
        ["RestoreSecret"] = (request, _) => store.Change(state =>
        {
            var secret = requests.Known(state, request);
            secret.DeletionAt = null;
            return SecretRequests.Identity(secret);
        }),
        ["PutResourcePolicy"] = PutPolicy,
        ["GetResourcePolicy"] = (request, _) => store.Read(state =>
        {
            var secret = requests.Known(state, request);
            return SecretRequests.With(SecretRequests.Identity(secret), "ResourcePolicy", secret.Policy);
        }),
        ["DeleteResourcePolicy"] = (request, _) => store.Change(state =>
        {
            var secret = requests.Living(state, request);
            secret.Policy = null;
            return SecretRequests.Identity(secret);
        }),
        ["TagResource"] = (request, _) => store.Change(state =>
        {
            Tags.Add(state, requests.Living(state, request).Arn, request, "Tags");
            return new JsonObject();
        }),
        ["UntagResource"] = (request, _) => store.Change(state =>
        {
            ResourceTags.Remove(state, requests.Living(state, request).Arn, request.Texts("TagKeys"));
            return new JsonObject();
        }),
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
        var value = SecretRequests.ValueOf(request);
        if (values.Find(state, name) is { } known)
        {
            if (known.DeletionAt is not null)
                throw new AwsFault("InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion.");
            if (value is null || known.Versions.Find(one => one.Id == token) is not { } same || !requests.IsSame(same, value.Value))
                throw new AwsFault("ResourceExistsException", $"The operation failed because the secret {name} already exists.");
            return SecretRequests.With(SecretRequests.Identity(known), "VersionId", token);
        }

        var secret = New(name, call.Region);
        secret.Description = request.Text("Description");
        secret.KmsKeyId = request.Text("KmsKeyId");
        Tags.Add(state, secret.Arn, request, "Tags");
        if (value is { } given)
            values.Add(secret, token, given.Text, given.IsBinary, [SecretValues.Current]);
        state.Secrets[name] = secret;
        return SecretRequests.With(SecretRequests.Identity(secret), "VersionId", value is null ? null : token);
    });

    private JsonObject Update(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var secret = requests.Living(state, request);
        var version = SecretRequests.ValueOf(request) is { } value ? requests.AddOnce(secret, request, value, [SecretValues.Current]) : null;
        secret.Description = request.Text("Description") ?? secret.Description;
        secret.KmsKeyId = request.Text("KmsKeyId") ?? secret.KmsKeyId;
        secret.ChangedAt = time.GetUtcNow();
        return SecretRequests.With(SecretRequests.Identity(secret), "VersionId", version?.Id);
    });

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var found = requests.Filtered(state, request).Where(secret => secret.DeletionAt is null || request.Flag("IncludePlannedDeletion"));
        Func<SecretState, string> keyOf = request.Text("SortBy") switch
        {
            "name" => secret => secret.Name,
            "last-changed-date" => secret => OrderKeys.Of(secret.ChangedAt, secret.Name),
            _ => secret => OrderKeys.Of(secret.CreatedAt, secret.Name),
        };
        var sorted = found.OrderBy(keyOf, StringComparer.Ordinal);
        return call.List("SecretList", [.. request.Text("SortOrder") == "desc" ? sorted.Reverse() : sorted], keyOf, request, PageMembers.Upper, 100, secret =>
        {
            var json = Json(state, secret);
            json["SecretVersionsToStages"] = json["VersionIdsToStages"]?.DeepClone();
            json.Remove("VersionIdsToStages");
            return json;
        });
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var force = request.Flag("ForceDeleteWithoutRecovery");
        var days = request.Long("RecoveryWindowInDays");
        if (force && days is not null)
            throw new AwsFault("InvalidParameterException", "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        if (days is < 7 or > 30)
            throw new AwsFault("InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        var secret = force ? requests.Known(state, request) : requests.Living(state, request);
        secret.DeletionAt = time.GetUtcNow().AddDays(force ? 0 : days ?? DefaultRecoveryDays);
        foreach (var gone in state.Secrets.Values.Where(one => one.DeletionAt <= time.GetUtcNow()).ToArray())
        {
            state.Secrets.Remove(gone.Name);
            state.Tags.Remove(gone.Arn);
        }

        return SecretRequests.With(SecretRequests.Identity(secret), "DeletionDate", secret.DeletionAt.Value.Epoch());
    });

    private JsonObject PutPolicy(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var secret = requests.Living(state, request);
        secret.Policy = JsonText.IsObject(request.Text("ResourcePolicy")!) ? request.Text("ResourcePolicy")
            : throw new AwsFault("MalformedPolicyDocumentException", "This resource policy contains invalid Json.");
        return SecretRequests.Identity(secret);
    });

    private static JsonObject Json(CloudState state, SecretState secret)
    {
        var json = SecretRequests.Identity(secret);
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
