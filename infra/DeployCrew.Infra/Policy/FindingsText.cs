using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployCrew.Infra.Policy;

/// <summary>Findings as lines for people and as JSON for programs.</summary>
public static class FindingsText
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Two lines per finding: what, and what to do; <c>No findings.</c> when there are none.</summary>
    public static string Lines(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 0)
            return "No findings.\n";
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            var rule = PolicyRules.Find(finding.RuleId);
            text.Append($"{finding}\n    {rule.Title}: {rule.Remedy} ({rule.Reference})\n");
        }
        return text.ToString();
    }

    /// <summary>An array of the findings, as their records are; severities in lower case.</summary>
    public static string ToJson(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(findings, Json) + "\n";
}
