using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Guards;

/// <summary>The findings of a stack, as its requirements want them judged.</summary>
public static class PolicyGate
{
    /// <summary>Every finding that is not suppressed.</summary>
    /// <param name="document">Valid requirements.</param>
    /// <param name="model">Their stack.</param>
    /// <param name="configuration">One environment of it.</param>
    /// <param name="today">The day that suppressions are judged on.</param>
    public static IReadOnlyList<Finding> Findings(RequirementsDocument document, StackModel model, StackConfiguration configuration, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(document);
        return PolicyCheck.Run(model, configuration, [.. document.Policy.Suppress.Select(suppression => new Suppression(
            suppression.Rule, suppression.Resource, suppression.Reason, DateOnly.ParseExact(suppression.Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture)))], today);
    }

    /// <summary>Those that are grave enough to stop.</summary>
    /// <param name="findings">All.</param>
    /// <param name="failOn">none | low | medium | high | critical.</param>
    public static IReadOnlyList<Finding> Stopping(IReadOnlyList<Finding> findings, string failOn) =>
        Enum.TryParse<PolicySeverity>(failOn, ignoreCase: true, out var least) ? [.. findings.Where(finding => finding.Severity >= least)] : [];
}
