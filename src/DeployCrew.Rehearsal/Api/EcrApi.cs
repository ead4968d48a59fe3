using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECR's control plane (API 2015-09-21); its data plane is the registry.</summary>
internal sealed class EcrApi(StateStore store, Func<string> registryAddress, string password, TimeProvider time)
{
    public JsonOperations Operations => new("AmazonEC2ContainerRegistry_V20150921", "ecr", new Dictionary<string, Func<JsonObject, AwsCall, JsonObject>>
    {
        ["GetAuthorizationToken"] = (_, _) => Token(),
        ["CreateRepository"] = Create,
        ["DescribeRepositories"] = Describe,
        ["DeleteRepository"] = Delete,
        ["DescribeImages"] = DescribeImages,
        ["ListImages"] = ListImages,
    });

    /// <summary>Creates a repository or changes its settings, for the stack engine too.</summary>
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

    private JsonObject Token() => new()
    {
        ["authorizationData"] = new JsonArray(new JsonObject
        {
            ["authorizationToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password)),
            ["expiresAt"] = time.GetUtcNow().AddHours(12).Epoch(),
            ["proxyEndpoint"] = "http://" + registryAddress(),
        }),
    };

    private JsonObject Create(JsonObject request, AwsCall call)
    {
        var name = request.Required("repositoryName");
        if (store.Read(state => state.Repositories.ContainsKey(name)))
            throw new AwsFault("RepositoryAlreadyExistsException", $"The repository with name '{name}' already exists in the registry with id '{CloudIdentity.Account}'");
        var repository = Ensure(
            name, request.Text("imageTagMutability") == "IMMUTABLE", request.Object("imageScanningConfiguration")?.Flag("scanOnPush") ?? false, call.Region);
        return new JsonObject { ["repository"] = Json(repository) };
    }

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var names = request.Texts("repositoryNames");
        var found = names.Count == 0 ? [.. state.Repositories.Values] : names.Select(name => Find(state, name)).ToArray();
        var (items, next) = Page.Of(found, request.Text("nextToken"), request.Number("maxResults"), 100);
        return WithNext(new JsonObject { ["repositories"] = items.Select(item => (JsonNode?)Json(item)).ToJsonArray() }, next);
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var repository = Find(state, request.Required("repositoryName"));
        if (repository.Images.Count > 0 && !request.Flag("force"))
            throw new AwsFault("RepositoryNotEmptyException", $"The repository with name '{repository.Name}' in registry with id '{CloudIdentity.Account}' cannot be deleted because it still contains images");
        state.Repositories.Remove(repository.Name);
        return new JsonObject { ["repository"] = Json(repository) };
    });

    private JsonObject DescribeImages(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var repository = Find(state, request.Required("repositoryName"));
        var ids = request.Objects("imageIds").ToArray();
        var found = ids.Length == 0 ? [.. repository.Images.Values] : ids.Select(id => FindImage(repository, id)).ToArray();
        var (items, next) = Page.Of(found, request.Text("nextToken"), request.Number("maxResults"), 100);
        return WithNext(
            new JsonObject
            {
                ["imageDetails"] = items.Select(image => (JsonNode?)new JsonObject
                {
                    ["registryId"] = CloudIdentity.Account,
                    ["repositoryName"] = repository.Name,
                    ["imageDigest"] = image.Digest,
                    ["imageTags"] = image.Tags.ToJsonArray(),
                    ["imageSizeInBytes"] = image.Size,
                    ["imagePushedAt"] = image.PushedAt.Epoch(),
                    ["imageManifestMediaType"] = image.MediaType,
                }).ToJsonArray(),
            },
            next);
    });

    private JsonObject ListImages(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var all = Find(state, request.Required("repositoryName")).Images.Values
            .SelectMany(image => image.Tags.DefaultIfEmpty(""), (image, tag) => (image.Digest, Tag: tag)).ToArray();
        var (items, next) = Page.Of(all, request.Text("nextToken"), request.Number("maxResults"), 100);
        return WithNext(
            new JsonObject
            {
                ["imageIds"] = items.Select(item =>
                {
                    var id = new JsonObject { ["imageDigest"] = item.Digest };
                    if (item.Tag.Length > 0)
                        id["imageTag"] = item.Tag;
                    return (JsonNode?)id;
                }).ToJsonArray(),
            },
            next);
    });

    private JsonObject Json(RepositoryState repository) => new()
    {
        ["repositoryArn"] = Arn(repository),
        ["registryId"] = CloudIdentity.Account,
        ["repositoryName"] = repository.Name,
        ["repositoryUri"] = Uri(repository.Name),
        ["createdAt"] = repository.CreatedAt.Epoch(),
        ["imageTagMutability"] = repository.ImmutableTags ? "IMMUTABLE" : "MUTABLE",
        ["imageScanningConfiguration"] = new JsonObject { ["scanOnPush"] = repository.ScanOnPush },
        ["encryptionConfiguration"] = new JsonObject { ["encryptionType"] = "AES256" },
    };

    private static RepositoryState Find(CloudState state, string name) => state.Repositories.GetValueOrDefault(name)
        ?? throw new AwsFault("RepositoryNotFoundException", $"The repository with name '{name}' does not exist in the registry with id '{CloudIdentity.Account}'");

    private static ImageState FindImage(RepositoryState repository, JsonObject id)
    {
        var digest = id.Text("imageDigest");
        var tag = id.Text("imageTag");
        return repository.Images.Values.FirstOrDefault(image => (digest is null || image.Digest == digest) && (tag is null || image.Tags.Contains(tag)))
            ?? throw new AwsFault("ImageNotFoundException", $"The image with imageId {{imageDigest:'{digest ?? "null"}', imageTag:'{tag ?? "null"}'}} does not exist within the repository with name '{repository.Name}' in the registry with id '{CloudIdentity.Account}'");
    }

    private static JsonObject WithNext(JsonObject answer, string? next)
    {
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    }
}
