using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Review;

/// <summary>What is risky about an environment.</summary>
internal static class ReviewSections
{
    /// <summary>How tasks reach what is outside of the network.</summary>
    public static string WayOut(EnvironmentRequirements environment) => environment.Existing?.VpcId is { } network
        ? $"no public address; the way out is up to the network {network}, which was there already"
        : environment.Nat switch
        {
            "none" => "public addresses, and security groups that let only the rows above in",
            "endpoints" => "no public address and no way to the internet; private endpoints lead to the AWS services that they need",
            _ => "no public address; they reach the internet through NAT",
        };

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
