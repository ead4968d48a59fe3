using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployCrew.Core;

namespace DeployCrew.Infra.Policy;

/// <summary>Findings as SARIF 2.1.0, as code scanning reads it.</summary>
public static class Sarif
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>One run with the rules that found something. GitHub shows a result only when its path is in the repository.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="place">File (relative to the repository's root, with slashes) and line that a finding is shown at.</param>
    /// <param name="others">Results that no rule of the policy found.</param>
    public static string Write(
        IReadOnlyList<Finding> findings, Func<Finding, (string File, int Line)> place, IReadOnlyList<SarifResult>? others = null)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(place);
        var rules = findings.Select(finding => finding.RuleId).Distinct().Order(StringComparer.Ordinal).Select(PolicyRules.Find).ToList();
        var otherRules = (others ?? []).DistinctBy(other => other.RuleId).ToList();
        var log = new Dictionary<string, object>
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    tool = new { driver = new { name = "DeployCrew", version = Tool.Version, informationUri = $"https://github.com/{Tool.Repository}", rules = rules.Select(Describe).Concat(otherRules.Select(Describe)) } },
                    results = findings.Select(finding => Result(finding, rules, place(finding))).Concat((others ?? [])
                        .Select(other => Result(other, rules.Count + otherRules.FindIndex(rule => rule.RuleId == other.RuleId)))),
                },
            },
        };
        return JsonSerializer.Serialize(log, FindingsText.Json) + "\n";
    }

    private static object Describe(PolicyRule rule) => new
    {
        id = rule.Id,
        shortDescription = new { text = rule.Title },
        fullDescription = new { text = rule.Why },
        help = new { text = $"{rule.Remedy} ({rule.Reference})" },
        helpUri = rule.Reference.StartsWith("https://", StringComparison.Ordinal) ? rule.Reference : null,
        defaultConfiguration = new { level = Level(rule.Severity) },
        properties = new Dictionary<string, object> { ["security-severity"] = Score(rule.Severity), ["tags"] = new[] { "security" } },
    };

    private static object Describe(SarifResult other) => new
    {
        id = other.RuleId,
        shortDescription = new { text = other.Title },
        fullDescription = new { text = other.Why },
        help = new { text = other.Remedy },
        defaultConfiguration = new { level = Level(other.Severity) },
        properties = new Dictionary<string, object> { ["security-severity"] = Score(other.Severity), ["tags"] = new[] { "security" } },
    };

    private static object Result(SarifResult other, int rule) => new
    {
        ruleId = other.RuleId,
        ruleIndex = rule,
        level = Level(other.Severity),
        message = new { text = other.Message },
        locations = new[]
        {
            new
            {
                physicalLocation = new { artifactLocation = new { uri = other.File }, region = new { startLine = 1 } },
                logicalLocations = new[] { new { name = other.Inside, fullyQualifiedName = other.Inside } },
            },
        },
        partialFingerprints = new Dictionary<string, string> { ["deploycrew/v1"] = other.Fingerprint },
    };

    private static object Result(Finding finding, List<PolicyRule> rules, (string File, int Line) place) => new
    {
        ruleId = finding.RuleId,
        ruleIndex = rules.FindIndex(rule => rule.Id == finding.RuleId),
        level = Level(finding.Severity),
        message = new { text = $"{finding.Environment}: {finding.Resource} {finding.Property}: {finding.Message}" },
        locations = new[]
        {
            new
            {
                physicalLocation = new { artifactLocation = new { uri = place.File }, region = new { startLine = place.Line } },
                logicalLocations = new[]
                {
                    new { name = finding.Resource, fullyQualifiedName = $"{finding.Environment}/{finding.Resource}/{finding.Property}" },
                },
            },
        },
        partialFingerprints = new Dictionary<string, string> { ["deploycrew/v1"] = Fingerprint(finding) },
    };

    private static string Level(PolicySeverity severity) => severity switch
    {
        PolicySeverity.Critical or PolicySeverity.High => "error",
        PolicySeverity.Medium => "warning",
        _ => "note",
    };

    /// <summary>As GitHub ranks: critical from 9.0, high from 7.0, medium from 4.0.</summary>
    private static string Score(PolicySeverity severity) => severity switch
    {
        PolicySeverity.Critical => "9.5",
        PolicySeverity.High => "8.0",
        PolicySeverity.Medium => "5.5",
        PolicySeverity.Low => "2.0",
        _ => "0.0",
    };

    // The message is not part of it: a finding stays the same one when its wording changes.
    private static string Fingerprint(Finding finding) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{finding.RuleId}/{finding.Environment}/{finding.Resource}/{finding.Property}")));
}
