using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;

namespace DeployCrew.Mcp.Tools;

/// <summary>The policy's findings with the part of the requirements that each comes from.</summary>
internal static class Findings
{
    public static IReadOnlyList<FindingView> Of(ToolCall call, RequirementsDocument document, string text, StackModel model, IReadOnlyList<string> environments)
    {
        var today = DateOnly.FromDateTime(call.Get<TimeProvider>().GetUtcNow().UtcDateTime);
        return [.. environments.SelectMany(name => PolicyGate.Findings(document, model, StackBlueprint.Configuration(document, name), today)).Select(finding =>
        {
            var part = RequirementsPart.Of(document, model, finding);
            return FindingView.Of(finding) with { Cites = string.Join('/', part), Line = RequirementsReader.Locate(text, part).Line };
        })];
    }
}
