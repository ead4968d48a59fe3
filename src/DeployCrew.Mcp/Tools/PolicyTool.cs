using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Policy;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>policy</c>: what the policy finds in what would be generated.</summary>
internal sealed class PolicyTool : ITool
{
    public ToolProfile Profile { get; } = new(
        "policy", "Judge by the policy", "Judges the stack that the requirements describe by the policy's rules: what was found, where it comes from in the requirements, why it matters and what to do. Offline.", typeof(PolicyAnswer))
    {
        Arguments = [Known.Path, Known.EveryEnvironment],
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var project = call.Project();
        var document = project.Requirements.Document;
        var chosen = call.Environments(project);
        var text = await File.ReadAllTextAsync(project.RequirementsFile, cancellationToken);
        var findings = Findings.Of(call, document, text, StackBlueprint.Create(document), chosen);
        var gate = document.Policy.FailOn;
        var stopping = Enum.TryParse<PolicySeverity>(gate, ignoreCase: true, out var least) ? findings.Count(finding => finding.Severity >= least) : 0;
        return new PolicyAnswer(document.Project, chosen, gate, stopping == 0, stopping, findings);
    }
}
