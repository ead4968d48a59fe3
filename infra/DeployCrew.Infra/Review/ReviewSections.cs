using System.Globalization;
using System.Text;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Review;

/// <summary>What is risky about an environment, and what it costs.</summary>
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

    /// <summary>What each kind of thing costs, and what has no price.</summary>
    public static string Cost(StackModel model, StackConfiguration configuration)
    {
        var report = CostEstimate.Of(model, configuration, new());
        var use = report.Assumptions;
        var text = new StringBuilder("\n### Monthly cost\n\n| What | Quantity | USD |\n|---|---|---|\n");
        foreach (var group in report.Lines.GroupBy(line => (line.What, line.Unit)))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {group.Key.What} | {group.Sum(line => line.Quantity):0.##} {group.Key.Unit} | {group.Sum(line => line.MonthlyUsd):0.00} |\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"| **Total of what is priced** | | **{report.TotalUsd:0.00}** |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nList prices {(report.PricesOf is { } date ? "written down on " + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ", not fetched from AWS" : "are not known here")}; {use.HoursPerMonth} hours, the least number of tasks, {use.LoadBalancerUnits} LCU, {use.NatGigabytes} GB through each NAT gateway, {use.LogGigabytes} GB in each log group, {use.ImageGigabytes} GB of images per repository, {use.BucketGigabytes} GB per bucket, {use.QueueMillionRequests} million requests per queue. Data transfer to the internet is not in it.\n");
        if (report.Unpriced.Count > 0)
            text.Append($"\nNot priced in {report.Region}: {string.Join(", ", report.Unpriced.Select(line => $"{line.Resource} ({line.What})"))}.\n");
        return text.ToString();
    }
}
