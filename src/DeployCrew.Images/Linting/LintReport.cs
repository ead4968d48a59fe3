using System.Text.Json;
using DeployCrew.Core.Json;

namespace DeployCrew.Images.Linting;

/// <summary>What was found in one Dockerfile; as JSON it can be kept beside the image that was built of it.</summary>
/// <param name="File">Path of the Dockerfile, as it is shown.</param>
/// <param name="DockerfileSha256">SHA-256 of its bytes in hex.</param>
/// <param name="Findings">In the order of their places.</param>
public sealed record LintReport(string File, string DockerfileSha256, IReadOnlyList<LintFinding> Findings)
{
    /// <summary>Version of this form.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Version of the rules that judged.</summary>
    public string RuleSet { get; init; } = LintRules.Version;

    /// <summary>How many findings are at least this grave.</summary>
    public int Count(LintSeverity atLeast) => Findings.Count(finding => finding.Severity >= atLeast);

    /// <summary>As JSON, with a line end behind it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonFormat.Indented) + "\n";
}
