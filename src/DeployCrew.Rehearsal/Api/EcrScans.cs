using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>
/// ECR's scans of images. Nothing scans here, and no image is said to be without findings: it is UNSUPPORTED_IMAGE. To rehearse what findings do,
/// the repository's tag <c>deploycrew:scan</c> names them: <c>CRITICAL=1 HIGH=2</c>.
/// </summary>
internal sealed partial class EcrScans(StateStore store, Func<CloudState, RepositoryState, string?> tagOf)
{
    /// <summary>Key of the tag that findings are rehearsed with.</summary>
    public const string Tag = "deploycrew:scan";

    private const string None = "UnsupportedImageError: the local cloud does not scan images: it has nothing to compare them with.";

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["StartImageScan"] = Start,
        ["DescribeImageScanFindings"] = Describe,
    };

    private JsonObject Start(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var repository = EcrApi.Known(state, request);
        var image = EcrImages.Find(repository, request.Object("imageId")!);
        image.ScanAsked = true;
        return Answer(repository, image, new JsonObject { ["status"] = "IN_PROGRESS" });
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var repository = EcrApi.Known(state, request);
        var image = EcrImages.Find(repository, request.Object("imageId")!);
        if (!repository.ScanOnPush && !image.ScanAsked)
            throw new AwsFault("ScanNotFoundException", $"Image scan does not exist for the image with '{{imageDigest:'{image.Digest}', imageTag:'{request.Object("imageId")!.Text("imageTag") ?? "null"}'}}' in the repository with name '{repository.Name}' in the registry with id '{CloudIdentity.Account}'");
        if (tagOf(state, repository) is not { } rehearsed)
            return Answer(repository, image, new JsonObject { ["status"] = "UNSUPPORTED_IMAGE", ["description"] = None });
        var answer = Answer(repository, image, new JsonObject { ["status"] = "COMPLETE", ["description"] = "The findings that the repository's tag asks for." });
        answer["imageScanFindings"] = Findings(rehearsed);
        return answer;
    });

    private static JsonObject Findings(string rehearsed)
    {
        var counts = Count().Matches(rehearsed).ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        var found = counts.SelectMany(one => Enumerable.Range(1, one.Value), (one, number) => (JsonNode?)new JsonObject
        {
            ["name"] = $"REHEARSED-{one.Key}-{number}",
            ["severity"] = one.Key,
            ["attributes"] = new JsonArray(
                new JsonObject { ["key"] = "package_name", ["value"] = "rehearsed" }, new JsonObject { ["key"] = "package_version", ["value"] = "1.0" }),
        });
        var severities = new JsonObject();
        foreach (var (severity, count) in counts)
            severities[severity] = count;
        return new JsonObject { ["findingSeverityCounts"] = severities, ["findings"] = found.ToJsonArray() };
    }

    private static JsonObject Answer(RepositoryState repository, ImageState image, JsonObject status) => new()
    {
        ["registryId"] = CloudIdentity.Account,
        ["repositoryName"] = repository.Name,
        ["imageId"] = new JsonObject { ["imageDigest"] = image.Digest },
        ["imageScanStatus"] = status,
    };

    [GeneratedRegex("(CRITICAL|HIGH|MEDIUM|LOW|INFORMATIONAL|UNDEFINED)=([0-9]{1,3})")]
    private static partial Regex Count();
}
