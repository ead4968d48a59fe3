using System.Globalization;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Review;

namespace DeployCrew.Explaining;

/// <summary>Everything that can be said of an environment's stack, or of a plan for it, each with what it is cited by.</summary>
public static class PlanFacts
{
    /// <summary>The facts, in the order of the stack.</summary>
    /// <param name="document">Valid requirements.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="plan">A plan for it, for what it would change; null: only what the stack is.</param>
    /// <param name="today">The day that suppressions are judged by.</param>
    public static IReadOnlyList<Fact> Of(RequirementsDocument document, string environment, PlanRecord? plan, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(document);
        var model = StackBlueprint.Create(document);
        var review = EnvironmentReview.Of(document, model, environment);
        var changes = (plan?.Changes ?? []).Select(line => line.Split(' ')).Where(parts => parts.Length >= 3).DistinctBy(parts => parts[2]).ToDictionary(parts => parts[2], parts => parts, StringComparer.Ordinal);
        return
        [
            new Fact("domain", $"the environment {environment} of {document.Project} serves at {review.Domain} in {document.Region}; plans {(review.Approval == "required" ? "need a person's approval" : "need no approval")}"),
            .. review.Resources.Select(resource => Of(resource, plan is null ? null : changes)),
            .. changes.Where(change => review.Resources.All(resource => resource.Name != change.Key)).Select(change => new Fact(change.Key, $"{change.Value[1]}: the plan does this to it: {change.Value[0]}")),
            new Fact("way-out", review.WayOut),
            .. PolicyGate.Findings(document, model, StackBlueprint.Configuration(document, environment), today)
                .GroupBy(finding => $"{finding.RuleId}:{finding.Resource}", StringComparer.Ordinal)
                .Select(finding => new Fact(finding.Key, string.Join(" ", finding.Select(one => one.Message).Distinct()))),
            new Fact("cost", string.Create(CultureInfo.InvariantCulture,
                $"all of it costs about {review.Cost.TotalUsd:0.00} dollars a month, {review.Cost.MostUsd:0.00} with the most tasks; {review.Cost.Unpriced.Count} resources are not priced")),
            .. review.Cost.Lines.GroupBy(line => line.Resource, StringComparer.Ordinal)
                .Select(lines => new Fact($"cost:{lines.Key}", string.Create(CultureInfo.InvariantCulture, $"{lines.Key} costs {lines.Sum(line => line.MonthlyUsd):0.00} dollars a month"))),
        ];
    }

    private static Fact Of(ReviewedResource resource, Dictionary<string, string[]>? changes)
    {
        var change = changes is null ? "" : $"; the plan does this to it: {(changes.TryGetValue(resource.Name, out var parts) ? parts[0] : "nothing")}";
        return new Fact(resource.Name, $"{resource.Type}, part of {resource.Concept}{(resource.Settings.Length > 0 ? $": {resource.Settings}" : "")}{change}");
    }
}
