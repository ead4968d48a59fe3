using System.Text;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Review;

/// <summary>What is risky about an environment.</summary>
internal static class ReviewSections
{
    /// <summary>One row per rule; the records have every place.</summary>
    public static string Findings(StackModel model, StackConfiguration configuration)
    {
        var findings = PolicyCheck.Run(model, configuration);
        if (findings.Count == 0)
            return "\n### Findings\n\nNone.\n";
        var text = new StringBuilder("\n### Findings\n\n| Severity | Rule | Where | Remedy |\n|---|---|---|---|\n");
        foreach (var group in findings.GroupBy(finding => (finding.Severity, finding.RuleId)))
        {
            var rule = PolicyRules.Find(group.Key.RuleId);
            var places = string.Join(", ", group.Select(finding => finding.Resource).Distinct());
            text.Append($"| {group.Key.Severity.ToString().ToLowerInvariant()} | {rule.Id}: {rule.Title} | {places} | {rule.Remedy} |\n");
        }
        return text.ToString();
    }
}
