using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Registry;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECR's control plane (API 2015-09-21): repositories and access. Images are <see cref="EcrImages"/>'; the data plane is the registry.</summary>
internal sealed class EcrApi(StateStore store, ManifestStore manifests, BlobStore blobs, Func<string> registryAddress, string password, TimeProvider time)
{
    private static readonly ResourceTags Tags = new("Key", "Value", "InvalidTagParameterException");

    public AwsService Service => new(
        "ecr", new ServiceFaults("InvalidParameterException", "InvalidParameterException", "ServerException"),
        new Dictionary<string, AwsOperation>(new EcrImages(store, manifests, blobs).Operations.Concat(new EcrScans(store, ScanTag).Operations))
        {
            ["GetAuthorizationToken"] = (_, _) => Token(),
            ["CreateRepository"] = Create,
            ["DescribeRepositories"] = Describe,
            ["DeleteRepository"] = Delete,
            ["PutImageTagMutability"] = PutMutability,
            ["PutImageScanningConfiguration"] = PutScanning,
            ["PutLifecyclePolicy"] = (request, _) => Policy(request, "lifecyclePolicyText", (one, text) => one.LifecyclePolicy = text),
            ["GetLifecyclePolicy"] = (request, _) => store.Read(state => Answer(Known(state, request), "lifecyclePolicyText", Lifecycle(state, request))),
            ["DeleteLifecyclePolicy"] = (request, _) => store.Change(state =>
            {
                var text = Lifecycle(state, request);
                Known(state, request).LifecyclePolicy = null;
                return Answer(Known(state, request), "lifecyclePolicyText", text);
            }),
            ["SetRepositoryPolicy"] = (request, _) => Policy(request, "policyText", (one, text) => one.Policy = text),
            ["GetRepositoryPolicy"] = (request, _) => store.Read(state => Answer(Known(state, request), "policyText", Access(state, request))),
            ["DeleteRepositoryPolicy"] = (request, _) => store.Change(state =>
            {
                var text = Access(state, request);
                Known(state, request).Policy = null;
                return Answer(Known(state, request), "policyText", text);
            }),
            ["TagResource"] = (request, _) => store.Change(state =>
            {
                Tags.Add(state, Arn(Tagged(state, request)), request);
                return new JsonObject();
            }),
            ["UntagResource"] = (request, _) => store.Change(state =>
            {
                ResourceTags.Remove(state, Arn(Tagged(state, request)), request.Texts("tagKeys"));
                return new JsonObject();
            }),
            ["ListTagsForResource"] = (request, _) => store.Read(state => new JsonObject { ["tags"] = Tags.Json(state, Arn(Tagged(state, request))) }),
        })
    {
        RecordedOnly =
        [
            "PutImageScanningConfiguration", "PutLifecyclePolicy", "GetLifecyclePolicy", "DeleteLifecyclePolicy",
            "SetRepositoryPolicy", "GetRepositoryPolicy", "DeleteRepositoryPolicy",
        ],
    };

    /// <summary>Creates a repository or changes its settings, for the stack engine.</summary>
    public RepositoryState Ensure(string name, bool immutableTags, bool scanOnPush, string region) => store.Change(state =>
    {
        if (!state.Repositories.TryGetValue(name, out var repository))
            state.Repositories[name] = repository = new RepositoryState { Name = name, Region = region, CreatedAt = time.GetUtcNow() };
        repository.ImmutableTags = immutableTags;
        repository.ScanOnPush = scanOnPush;
        return repository;
    });

    public string Uri(string name) => $"{registryAddress()}/{name}";

    public static string Arn(RepositoryState repository) => CloudIdentity.Arn("ecr", repository.Region, "repository/" + repository.Name);

    /// <summary>The repository that a request names.</summary>
    public static RepositoryState Known(CloudState state, JsonObject request) => Find(state, request.Text("repositoryName")!, request);

    private JsonObject Token() => new()
    {
        ["authorizationData"] = new JsonArray(new JsonObject
        {
            ["authorizationToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password)),
            ["expiresAt"] = time.GetUtcNow().AddHours(12).Epoch(),
            ["proxyEndpoint"] = "http://" + registryAddress(),
        }),
    };

    private JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var name = request.Text("repositoryName")!;
        if (state.Repositories.ContainsKey(name))
            throw new AwsFault("RepositoryAlreadyExistsException", $"The repository with name '{name}' already exists in the registry with id '{CloudIdentity.Account}'");
        var repository = new RepositoryState
        {
            Name = name,
            Region = call.Region,
            CreatedAt = time.GetUtcNow(),
            ImmutableTags = IsImmutable(request),
            ScanOnPush = request.Object("imageScanningConfiguration")?.Flag("scanOnPush") ?? false,
            Encryption = request.Object("encryptionConfiguration")?.DeepClone() as JsonObject,
        };
        Tags.Add(state, Arn(repository), request);
        state.Repositories[name] = repository;
        return new JsonObject { ["repository"] = Json(repository) };
    });

    private string? ScanTag(CloudState state, RepositoryState repository) => state.Tags.GetValueOrDefault(Arn(repository))?.GetValueOrDefault(EcrScans.Tag);

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var names = request.Texts("repositoryNames");
        var found = names.Count == 0 ? [.. state.Repositories.Values] : names.Select(name => Find(state, name, request)).ToArray();
        return call.List("repositories", found, repository => repository.Name, request, PageMembers.Lower, 100, Json);
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var repository = Known(state, request);
        if (repository.Images.Count > 0 && !request.Flag("force"))
            throw new AwsFault("RepositoryNotEmptyException", $"The repository with name '{repository.Name}' in registry with id '{CloudIdentity.Account}' cannot be deleted because it still contains images");
        state.Repositories.Remove(repository.Name);
        state.Tags.Remove(Arn(repository));
        return new JsonObject { ["repository"] = Json(repository) };
    });

    private JsonObject PutMutability(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var repository = Known(state, request);
        repository.ImmutableTags = IsImmutable(request);
        return Answer(repository, "imageTagMutability", Mutability(repository));
    });

    private static bool IsImmutable(JsonObject request) => request.Text("imageTagMutability") switch
    {
        null or "MUTABLE" => false,
        "IMMUTABLE" => true,
        var other => throw new AwsFault("InvalidParameterException", $"The local cloud has the tag mutabilities MUTABLE and IMMUTABLE; it does not have {other}."),
    };

    private JsonObject PutScanning(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var repository = Known(state, request);
        repository.ScanOnPush = request.Object("imageScanningConfiguration")!.Flag("scanOnPush");
        return Answer(repository, "imageScanningConfiguration", new JsonObject { ["scanOnPush"] = repository.ScanOnPush });
    });

    private JsonObject Policy(JsonObject request, string member, Action<RepositoryState, string> set) => store.Change(state =>
    {
        var repository = Known(state, request);
        var text = request.Text(member)!;
        if (!JsonText.IsObject(text))
            throw new AwsFault("InvalidParameterException", $"Invalid parameter at '{member}' failed to satisfy constraint: 'Invalid JSON'");
        set(repository, text);
        return Answer(repository, member, text);
    });

    private static string Lifecycle(CloudState state, JsonObject request) => Known(state, request).LifecyclePolicy ?? throw new AwsFault(
        "LifecyclePolicyNotFoundException", $"Lifecycle policy does not exist for the repository with name '{request.Text("repositoryName")}' in the registry with id '{CloudIdentity.Account}'");

    private static string Access(CloudState state, JsonObject request) => Known(state, request).Policy ?? throw new AwsFault(
        "RepositoryPolicyNotFoundException", $"Repository policy does not exist for the repository with name '{request.Text("repositoryName")}' in the registry with id '{CloudIdentity.Account}'");

    private static JsonObject Answer(RepositoryState repository, string member, JsonNode value) =>
        new() { ["registryId"] = CloudIdentity.Account, ["repositoryName"] = repository.Name, [member] = value };

    private static string Mutability(RepositoryState repository) => repository.ImmutableTags ? "IMMUTABLE" : "MUTABLE";

    private JsonObject Json(RepositoryState repository) => new()
    {
        ["repositoryArn"] = Arn(repository),
        ["registryId"] = CloudIdentity.Account,
        ["repositoryName"] = repository.Name,
        ["repositoryUri"] = Uri(repository.Name),
        ["createdAt"] = repository.CreatedAt.Epoch(),
        ["imageTagMutability"] = Mutability(repository),
        ["imageScanningConfiguration"] = new JsonObject { ["scanOnPush"] = repository.ScanOnPush },
        ["encryptionConfiguration"] = repository.Encryption?.DeepClone() ?? new JsonObject { ["encryptionType"] = "AES256" },
    };

    private static RepositoryState Find(CloudState state, string name, JsonObject request) =>
        (request.Text("registryId") is null or CloudIdentity.Account ? state.Repositories.GetValueOrDefault(name) : null)
        ?? throw new AwsFault("RepositoryNotFoundException", $"The repository with name '{name}' does not exist in the registry with id '{request.Text("registryId") ?? CloudIdentity.Account}'");

    private static RepositoryState Tagged(CloudState state, JsonObject request) => state.Repositories.Values.FirstOrDefault(one => Arn(one) == request.Text("resourceArn"))
        ?? throw new AwsFault("RepositoryNotFoundException", $"The repository of '{request.Text("resourceArn")}' does not exist in the registry with id '{CloudIdentity.Account}'");
}
