using System.Globalization;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Policy;

/// <summary>Judges a stack by all rules, as it would be in one environment; offline.</summary>
public static class PolicyCheck
{
    /// <summary>What is found: the gravest first, then by rule, resource and property.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="configuration">An environment's configuration, with a value for each key that the model declares.</param>
    public static IReadOnlyList<Finding> Run(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configuration);
        var context = PolicyContext.Of(model, configuration);
        return Ordered(PolicyRules.All.SelectMany(rule => rule.Check(context).Select(violation => new Finding(
            rule.Id, violation.Severity ?? rule.Severity, violation.Resource?.Name ?? "", violation.Property, violation.Message,
            configuration.Environment, File(model, violation.Resource)))));
    }

    /// <summary>What is found, without what is suppressed; a suppression without reason or past its date suppresses nothing and is
    /// found itself.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="configuration">An environment's configuration.</param>
    /// <param name="suppressions">What is accepted.</param>
    /// <param name="today">The day that expiry is judged on.</param>
    public static IReadOnlyList<Finding> Run(
        StackModel model, StackConfiguration configuration, IReadOnlyList<Suppression> suppressions, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(suppressions);
        var findings = Run(model, configuration);
        var problems = suppressions.Select(suppression => Problem(suppression, today, model, configuration)).OfType<Finding>();
        var valid = suppressions.Where(suppression => Problem(suppression, today, model, configuration) is null).ToList();
        return Ordered(findings.Where(finding => !valid.Exists(suppression => suppression.Covers(finding))).Concat(problems));
    }

    private static Finding? Problem(Suppression suppression, DateOnly today, StackModel model, StackConfiguration configuration)
    {
        Finding Found(PolicyRule rule, string message) =>
            new(rule.Id, rule.Severity, suppression.Resource, "", message, configuration.Environment, File(model, null));

        if (string.IsNullOrWhiteSpace(suppression.Reason))
            return Found(PolicyRules.SuppressionWithoutReason, $"the suppression of {suppression.Rule} has no reason.");
        return suppression.Expires >= today ? null
            : Found(PolicyRules.SuppressionExpired, string.Create(
                CultureInfo.InvariantCulture, $"the suppression of {suppression.Rule} expired on {suppression.Expires:yyyy-MM-dd}."));
    }

    /// <summary>As PulumiProject names the files: one per concept, and the stack's own.</summary>
    private static string File(StackModel model, EvaluatedResource? resource) =>
        resource is null ? $"{Naming.Pascal(model.Project)}Stack.cs" : $"{Naming.Pascal(resource.Resource.Options.Concept)}.cs";

    private static IReadOnlyList<Finding> Ordered(IEnumerable<Finding> findings) =>
        [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Resource, StringComparer.Ordinal).ThenBy(finding => finding.Property, StringComparer.Ordinal)];
}
