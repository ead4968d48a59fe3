using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;

namespace DeployCrew.Aws.Ecr;

/// <summary>A repository.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uri">Registry and name, as images are called by.</param>
/// <param name="HasImmutableTags">Whether a tag stays with its image, all exceptions aside.</param>
internal sealed record Repository(string Arn, string Name, string Uri, bool HasImmutableTags);

/// <summary>An image of a repository.</summary>
/// <param name="Digest">sha256:….</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Bytes">Its size, compressed.</param>
/// <param name="PushedAt">When it was pushed.</param>
/// <param name="PulledAt">When ECR last saw it pulled; ECR writes it once a day at the most.</param>
internal sealed record ImageDetail(string Digest, IReadOnlyList<string> Tags, long Bytes, DateTimeOffset? PushedAt, DateTimeOffset? PulledAt);

/// <summary>What scanning says of an image.</summary>
/// <param name="Status">COMPLETE, ACTIVE, IN_PROGRESS, PENDING, FAILED, UNSUPPORTED_IMAGE, …</param>
/// <param name="Description">ECR's words on the status.</param>
/// <param name="Counts">Findings by severity: CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL, UNDEFINED.</param>
/// <param name="Findings">Each finding.</param>
internal sealed record ScanResult(string Status, string? Description, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ScanFinding> Findings);

/// <summary>A finding of basic scanning, or of enhanced scanning.</summary>
/// <param name="Name">Such as <c>CVE-2024-1234</c>.</param>
/// <param name="Severity">CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL, UNDEFINED.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Uri">Where more stands.</param>
internal sealed record ScanFinding(string Name, string Severity, string? Description, string? Uri)
{
    /// <summary>Package that has it.</summary>
    public string? Package { get; init; }

    /// <summary>Its version in the image.</summary>
    public string? Version { get; init; }

    /// <summary>Version that has it no more; enhanced scanning only.</summary>
    public string? FixedIn { get; init; }
}

/// <summary>ECR's answers as records.</summary>
internal static class EcrRecords
{
    public static Repository Repository(JsonObject json) => new(
        json.Text("repositoryArn"), json.Text("repositoryName"), json.Text("repositoryUri"),
        json.TextOrNull("imageTagMutability")?.StartsWith("IMMUTABLE", StringComparison.Ordinal) is true);

    public static ImageDetail Image(JsonObject json) => new(
        json.Text("imageDigest"), json.Texts("imageTags"), (long)(json.DecimalOrNull("imageSizeInBytes") ?? 0), json.TimeOrNull("imagePushedAt"),
        json.TimeOrNull("lastRecordedPullTime"));

    public static ScanResult Scan(IReadOnlyList<JsonObject> pages)
    {
        var status = pages[0]["imageScanStatus"] as JsonObject ?? [];
        var findings = pages.Select(page => page["imageScanFindings"] as JsonObject ?? []).ToList();
        return new ScanResult(
            status.TextOrNull("status") ?? "", status.TextOrNull("description"),
            (findings[0]["findingSeverityCounts"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (int)(pair.Value?.AsValue().GetValue<double>() ?? 0), StringComparer.Ordinal),
            [
                .. findings.SelectMany(page => page.Objects("findings")).Select(Basic),
                .. findings.SelectMany(page => page.Objects("enhancedFindings")).Select(Enhanced),
            ]);
    }

    // {"name": "CVE-…", "severity": "HIGH", "attributes": [{"key": "package_name", "value": "openssl"}, {"key": "package_version", "value": "3.0"}]}
    private static ScanFinding Basic(JsonObject found)
    {
        string? Attribute(string key) => found.Objects("attributes").FirstOrDefault(one => one.TextOrNull("key") == key)?.TextOrNull("value");
        return new ScanFinding(found.TextOrNull("name") ?? "", found.TextOrNull("severity") ?? "UNDEFINED", found.TextOrNull("description"), found.TextOrNull("uri"))
        {
            Package = Attribute("package_name"),
            Version = Attribute("package_version"),
        };
    }

    private static ScanFinding Enhanced(JsonObject found)
    {
        var package = (found["packageVulnerabilityDetails"] as JsonObject ?? []).Objects("vulnerablePackages").FirstOrDefault() ?? [];
        return new ScanFinding(found.TextOrNull("title") ?? "", found.TextOrNull("severity") ?? "UNDEFINED", found.TextOrNull("description"), null)
        {
            Package = package.TextOrNull("name"),
            Version = package.TextOrNull("version"),
            FixedIn = package.TextOrNull("fixedInVersion") is { } version and not "NotAvailable" ? version : null,
        };
    }
}
