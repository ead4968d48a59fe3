using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Registry;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECR's operations on images: the same manifests and layers that the registry serves.</summary>
internal sealed class EcrImages(StateStore store, ManifestStore manifests, BlobStore blobs)
{
    private const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["DescribeImages"] = Describe,
        ["ListImages"] = List,
        ["BatchGetImage"] = Get,
        ["BatchDeleteImage"] = Delete,
        ["PutImage"] = Put,
        ["BatchCheckLayerAvailability"] = CheckLayers,
    };

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var repository = EcrApi.Known(state, request);
        var ids = request.Objects("imageIds").ToArray();
        var found = (ids.Length == 0 ? repository.Images.Values : ids.Select(id => Find(repository, id))).Where(image => Passes(image, request)).ToArray();
        return call.List("imageDetails", found, image => image.Digest, request, PageMembers.Lower, 100, image => new JsonObject
        {
            ["registryId"] = CloudIdentity.Account,
            ["repositoryName"] = repository.Name,
            ["imageDigest"] = image.Digest,
            ["imageTags"] = image.Tags.Count == 0 ? null : image.Tags.ToJsonArray(),
            ["imageSizeInBytes"] = image.Size,
            ["imagePushedAt"] = image.PushedAt.Epoch(),
            ["imageManifestMediaType"] = image.MediaType,
            ["artifactMediaType"] = ManifestContent.Parse(manifests.Read(image.Digest)).ArtifactType,
        });
    });

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state => call.List(
        "imageIds",
        [.. EcrApi.Known(state, request).Images.Values.Where(image => Passes(image, request))
            .SelectMany(image => image.Tags.DefaultIfEmpty(""), (image, tag) => (image.Digest, Tag: tag))],
        item => $"{item.Digest}\0{item.Tag}", request, PageMembers.Lower, 100, item => Id(item.Digest, item.Tag.Length == 0 ? null : item.Tag)));

    private JsonObject Get(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var repository = EcrApi.Known(state, request);
        var had = Asked(repository, request).ToLookup(one => one.Image is not null);
        return new JsonObject
        {
            ["images"] = had[true].Select(one => (JsonNode?)Json(repository, one.Image!, one.Id.Text("imageTag"))).ToJsonArray(),
            ["failures"] = had[false].Select(one => (JsonNode?)Failure(one.Id)).ToJsonArray(),
        };
    });

    // A tag that is not the image's last one goes alone; a digest takes the image with all its tags.
    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var repository = EcrApi.Known(state, request);
        var had = Asked(repository, request).ToLookup(one => one.Image is not null);
        var deleted = new JsonArray();
        foreach (var (id, image) in had[true])
        {
            var tags = id.Text("imageTag") is { } tag && image!.Tags.Count > 1 && id.Text("imageDigest") is null ? [tag] : image!.Tags.ToArray();
            image.Tags.ExceptWith(tags);
            if (image.Tags.Count == 0)
                repository.Images.Remove(image.Digest);
            foreach (var gone in tags.DefaultIfEmpty(null))
                deleted.Add(Id(image.Digest, gone));
        }

        return new JsonObject { ["imageIds"] = deleted, ["failures"] = had[false].Select(one => (JsonNode?)Failure(one.Id)).ToJsonArray() };
    });

    private JsonObject Put(JsonObject request, AwsCall call)
    {
        var name = store.Read(state => EcrApi.Known(state, request).Name);
        var content = Encoding.UTF8.GetBytes(request.Text("imageManifest")!);
        var (digest, tag) = (Digest.Of(content), request.Text("imageTag"));
        if (request.Text("imageDigest") is { } stated && stated != digest)
            throw new AwsFault("ImageDigestDoesNotMatchException", $"The provided digest '{stated}' does not match the digest '{digest}' of the manifest.");
        if (store.Read(state => EcrApi.Known(state, request).Images.GetValueOrDefault(digest) is { } known && (tag is null || known.Tags.Contains(tag))))
            throw new AwsFault("ImageAlreadyExistsException", $"Image with digest '{digest}' and tag '{tag ?? "null"}' already exists in the repository with name '{name}' in registry with id '{CloudIdentity.Account}'");
        try
        {
            manifests.Put(name, tag ?? digest, MediaType(request, content), content);
        }
        catch (RegistryFault fault)
        {
            throw new AwsFault(fault.Code switch
            {
                "MANIFEST_BLOB_UNKNOWN" => "LayersNotFoundException",
                "TAG_INVALID" => "ImageTagAlreadyExistsException",
                _ => "InvalidParameterException",
            }, fault.Message);
        }

        return store.Read(state => new JsonObject { ["image"] = Json(EcrApi.Known(state, request), EcrApi.Known(state, request).Images[digest], tag) });
    }

    private static string MediaType(JsonObject request, byte[] content)
    {
        try
        {
            return request.Text("imageManifestMediaType") ?? (JsonNode.Parse(content) as JsonObject)?.Text("mediaType") ?? OciManifest;
        }
        catch (JsonException error)
        {
            throw new AwsFault("InvalidParameterException", $"Invalid parameter at 'imageManifest' failed to satisfy constraint: 'Invalid JSON': {error.Message}");
        }
    }

    private JsonObject CheckLayers(JsonObject request, AwsCall call)
    {
        var name = store.Read(state => EcrApi.Known(state, request).Name);
        var digests = request.Texts("layerDigests").ToLookup(digest => Digest.TryParse(digest, out _));
        return new JsonObject
        {
            ["layers"] = digests[true].Select(digest => (JsonNode?)(blobs.Has(name, digest)
                ? new JsonObject { ["layerDigest"] = digest, ["layerAvailability"] = "AVAILABLE", ["layerSize"] = blobs.SizeOf(digest) }
                : new JsonObject { ["layerDigest"] = digest, ["layerAvailability"] = "UNAVAILABLE" })).ToJsonArray(),
            ["failures"] = digests[false].Select(digest => (JsonNode?)new JsonObject
            {
                ["layerDigest"] = digest,
                ["failureCode"] = "InvalidLayerDigest",
                ["failureReason"] = $"'{digest}' is not a digest.",
            }).ToJsonArray(),
        };
    }

    private static bool Passes(ImageState image, JsonObject request) => request.Object("filter")?.Text("tagStatus") switch
    {
        "TAGGED" => image.Tags.Count > 0,
        "UNTAGGED" => image.Tags.Count == 0,
        _ => true,
    };

    private static (JsonObject Id, ImageState? Image)[] Asked(RepositoryState repository, JsonObject request) =>
        [.. request.Objects("imageIds").Select(id => (id, Found(repository, id)))];

    private static ImageState? Found(RepositoryState repository, JsonObject id) => (id.Text("imageDigest"), id.Text("imageTag")) switch
    {
        (null, null) => null,
        var (digest, tag) => repository.Images.Values.FirstOrDefault(image => (digest is null || image.Digest == digest) && (tag is null || image.Tags.Contains(tag))),
    };

    public static ImageState Find(RepositoryState repository, JsonObject id) => Found(repository, id) ?? throw new AwsFault("ImageNotFoundException",
        $"The image with imageId {{imageDigest:'{id.Text("imageDigest") ?? "null"}', imageTag:'{id.Text("imageTag") ?? "null"}'}} does not exist within the repository with name '{repository.Name}' in the registry with id '{CloudIdentity.Account}'");

    private static JsonObject Failure(JsonObject id)
    {
        var empty = id.Text("imageDigest") is null && id.Text("imageTag") is null;
        return new JsonObject
        {
            ["imageId"] = id.DeepClone(),
            ["failureCode"] = empty ? "MissingDigestAndTag" : "ImageNotFound",
            ["failureReason"] = empty ? "Missing image digest and tag" : "Requested image not found",
        };
    }

    private static JsonObject Id(string digest, string? tag) => new() { ["imageDigest"] = digest, ["imageTag"] = tag };

    private JsonObject Json(RepositoryState repository, ImageState image, string? tag) => new()
    {
        ["registryId"] = CloudIdentity.Account,
        ["repositoryName"] = repository.Name,
        ["imageId"] = Id(image.Digest, tag),
        ["imageManifest"] = Encoding.UTF8.GetString(manifests.Read(image.Digest)),
        ["imageManifestMediaType"] = image.MediaType,
    };
}
