using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;
using DeployCrew.Infra.Pulumi;
using DeployCrew.Infra.Review;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Plans;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>explain</c>: what a stack creates, and why.</summary>
internal sealed class ExplainTool : ITool
{
    private static readonly Argument Plan = Known.Hash("plan", "Whole hash of a plan: explains what that plan does, in its environment. Not together with path or environment.") with { Required = false };

    public ToolProfile Profile { get; } = new(
        "explain", "Explain a stack",
        "Says what the requirements' stack, or a plan, creates in an environment and why: resources by the part of the requirements that they come from, who may reach what, what roles may do, and "
        + "the policy's findings; each with the id to cite. By rules from the stack's model, offline.",
        typeof(ExplainAnswer))
    {
        Arguments = [Known.Path, Known.Environment, Plan],
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (call.Arguments.Text(Plan.Name) is { } hash)
            return await ExplainAsync(call, Find(call, hash), cancellationToken);
        var project = call.Project();
        return Explain(call, project.Requirements.Document, await File.ReadAllTextAsync(project.RequirementsFile, cancellationToken), project.EnvironmentOf(call.Arguments.Text(Known.Environment.Name)), null);
    }

    private static PlanRecord Find(ToolCall call, string hash)
    {
        Diagnostic[] both = [.. new[] { Known.Path.Name, Known.Environment.Name }.Where(name => call.Arguments.Text(name) is not null).Select(name => McpErrors.NotTogether(name, Plan.Name))];
        if (both.Length > 0)
            throw new InvalidInputError("arguments", both);
        return call.Plan(hash);
    }

    private static async Task<ExplainAnswer> ExplainAsync(ToolCall call, PlanRecord plan, CancellationToken cancellationToken)
    {
        var text = await PlannedRequirements.ReadAsync(plan, cancellationToken);
        return Explain(call, RequirementsReader.Read("requirements.json", text).Document, text, plan.Binding.Environment, plan);
    }

    private static ExplainAnswer Explain(ToolCall call, RequirementsDocument document, string text, string environment, PlanRecord? plan)
    {
        var model = StackBlueprint.Create(document);
        var review = EnvironmentReview.Of(document, model, environment);
        var changes = plan?.Changes.Select(line => line.Split(' ')).Where(parts => parts.Length >= 3).ToLookup(parts => parts[2], parts => parts[0], StringComparer.Ordinal);
        return new ExplainAnswer(
            document.Project, document.Region, environment, review.Domain, review.Approval, plan?.Hash,
            [.. review.Resources.GroupBy(resource => resource.Concept, StringComparer.Ordinal).Select(concept =>
            {
                var part = RequirementsPart.OfConcept(document, concept.Key, environment);
                return new ConceptView(
                    concept.Key, ConceptSummary.Of(concept.Key), string.Join('/', part), RequirementsReader.Locate(text, part).Line,
                    [.. concept.Select(resource => new ResourceView(resource.Name, resource.Type, resource.Settings, changes is null ? null : changes[resource.Name].FirstOrDefault() ?? "same"))]);
            })],
            review.Exposure, review.WayOut, review.Permissions, Findings.Of(call, document, text, model, [environment]));
    }
}
