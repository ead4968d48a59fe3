using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Aws;

/// <summary>What moto 5.2 does not have and a whole run needs.</summary>
internal static class MotoGaps
{
    /// <summary>
    /// Application Auto Scaling's ListTagsForResource: Terraform's provider asks for the tags of what it made, again and again until it gives up.
    /// The answer is what RegisterScalableTarget was given.
    /// </summary>
    public static AwsFront.Gap ScalingTags()
    {
        JsonNode tags = new JsonObject();
        return call =>
        {
            if (call.Service != "application-autoscaling")
                return null;
            if (call.Operation == "RegisterScalableTarget" && JsonNode.Parse(call.Body)?["Tags"] is { } given)
                tags = given.DeepClone();
            return call.Operation == "ListTagsForResource" ? new(new JsonObject { ["Tags"] = tags.DeepClone() }.ToJsonString()) : null;
        };
    }

    /// <summary>Bucket policies: moto reads no conditions, and would keep everybody out by one that denies what is not TLS.</summary>
    public static AwsFront.Gap BucketPolicies()
    {
        var policies = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        return call =>
        {
            if (call.Service != "s3" || !call.Request.Query.ContainsKey("policy"))
                return null;
            var bucket = call.Request.Path.Value ?? "";
            switch (call.Request.Method)
            {
                case "PUT":
                    policies[bucket] = call.Body;
                    return new("", 204);
                case "DELETE":
                    policies.TryRemove(bucket, out _);
                    return new("", 204);
                default:
                    return policies.TryGetValue(bucket, out var policy) ? new(policy, 200, "application/json")
                        : new("<Error><Code>NoSuchBucketPolicy</Code><Message>The bucket policy does not exist</Message></Error>", 404, "application/xml");
            }
        };
    }

    /// <summary>ECR's token and address of a registry that is really there: moto has no data plane, and so no images that it could have scanned.</summary>
    public static AwsFront.Gap Registry(Uri registry, string user, string password) => call => call.Service != "ecr" ? null : call.Operation switch
    {
        "GetAuthorizationToken" => new(new JsonObject
        {
            ["authorizationData"] = new JsonArray(new JsonObject
            {
                ["authorizationToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")),
                ["expiresAt"] = TimeProvider.System.GetUtcNow().AddHours(12).ToUnixTimeSeconds(),
                ["proxyEndpoint"] = registry.ToString().TrimEnd('/'),
            }),
        }.ToJsonString()),
        "DescribeImageScanFindings" => new("""{"imageScanStatus": {"status": "UNSUPPORTED_IMAGE", "description": "Nothing scans here."}}"""),
        _ => null,
    };
}
