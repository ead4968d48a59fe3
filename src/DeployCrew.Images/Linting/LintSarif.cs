using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployCrew.Core;
using DeployCrew.Core.Json;

namespace DeployCrew.Images.Linting;

/// <summary>Findings as SARIF 2.1.0, as code scanning reads it.</summary>
public static class LintSarif
{
    /// <summary>One run with the rules that found something. Paths of the reports are relative to the repository's root, with slashes.</summary>
    public static string Write(IReadOnlyList<LintReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var found = reports.SelectMany(report => report.Findings).Select(finding => finding.RuleId).ToHashSet(StringComparer.Ordinal);
        var rules = LintRules.All.Where(rule => found.Contains(rule.Id)).ToList();
        var log = new Dictionary<string, object>
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    tool = new { driver = new { name = "DeployCrew lint", version = Tool.Version, informationUri = $"https://github.com/{Tool.Repository}", rules = rules.Select(Describe) } },
                    results = reports.SelectMany(report => report.Findings.Select((finding, i) =>
                        Result(report.File, finding, rules, report.Findings.Take(i).Count(one => one.RuleId == finding.RuleId && one.Message == finding.Message)))),
                },
            },
        };
        return JsonSerializer.Serialize(log, JsonFormat.Indented) + "\n";
    }

    private static object Describe(LintRule rule) => new
    {
        id = rule.Id,
        shortDescription = new { text = rule.Title },
        fullDescription = new { text = rule.Why },
        help = new { text = rule.Remedy },
        helpUri = rule.Reference,
        defaultConfiguration = new { level = Level(rule.Severity) },
    };

    private static object Result(string file, LintFinding finding, List<LintRule> rules, int sameAbove) => new
    {
        ruleId = finding.RuleId,
        ruleIndex = rules.FindIndex(rule => rule.Id == finding.RuleId),
        level = Level(finding.Severity),
        message = new { text = finding.Message },
        locations = new[]
        {
            new
            {
                physicalLocation = new
                {
                    artifactLocation = new { uri = file },
                    region = new { startLine = finding.Line, startColumn = finding.Column, endLine = finding.EndLine },
                },
            },
        },
        // Without the line: a finding stays the same one when lines are added above it.
        partialFingerprints = new Dictionary<string, string>
        {
            ["deploycrew/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.RuleId}/{file}/{finding.Message}/{sameAbove}"))),
        },
    };

    private static string Level(LintSeverity severity) => severity switch
    {
        LintSeverity.Error => "error",
        LintSeverity.Warning => "warning",
        _ => "note",
    };
}
