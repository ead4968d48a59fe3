using System.ComponentModel;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Mcp.Answers;

/// <summary>A place where a rule of the policy does not hold.</summary>
internal sealed record FindingView(
    [property: Description("Id of the policy's rule: cite it.")] string Rule,
    [property: Description("How much it weighs here.")] PolicySeverity Severity,
    string Environment,
    [property: Description("Logical name of the resource; empty for the stack as a whole.")] string Resource,
    [property: Description("Path of the input.")] string Property,
    [property: Description("What was found.")] string Message,
    [property: Description("What the rule asks for.")] string Title,
    [property: Description("What happens otherwise.")] string Why,
    [property: Description("What to do.")] string Remedy,
    [property: Description("Control or document that the rule follows.")] string Reference)
{
    [Description("Part of the requirements that it comes from: services/web.")]
    public string? Cites { get; init; }

    [Description("Line of that part in the requirements file.")]
    public int? Line { get; init; }

    public static FindingView Of(Finding finding)
    {
        var rule = PolicyRules.Find(finding.RuleId);
        return new(finding.RuleId, finding.Severity, finding.Environment, finding.Resource, finding.Property, finding.Message, rule.Title, rule.Why, rule.Remedy, rule.Reference);
    }
}
