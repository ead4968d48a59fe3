using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Detection;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;

namespace DeployCrew.Cli.Input;

/// <summary>What a run would do.</summary>
/// <param name="Project">Project.</param>
/// <param name="Region">Region.</param>
/// <param name="Agents">Agents with their tools, in the order of the work.</param>
/// <param name="Services">What each service is.</param>
/// <param name="Environments">Resources of each environment, by concept.</param>
/// <param name="Bundle">The bundle.</param>
/// <param name="Warnings">What should be known about the requirements.</param>
internal sealed record Plan(
    string Project, string Region, IReadOnlyList<PlanAgent> Agents, IReadOnlyList<PlanService> Services, IReadOnlyList<PlanEnvironment> Environments,
    PlanBundle Bundle, IReadOnlyList<Diagnostic> Warnings)
{
    public static Plan Of(Project project, ComposedBundle composed)
    {
        var document = project.Requirements.Document;
        var model = StackBlueprint.Create(document);
        return new Plan(
            document.Project, document.Region, Order(AgentDefinitions.Load()),
            [.. document.Services.OrderBy(service => service.Key, StringComparer.Ordinal).Select(service =>
            {
                var app = AppDetector.Detect(Path.Combine(composed.Source.Folder, service.Value.Source));
                return new PlanService(service.Key, app.Summary, [.. app.Evidence.Select(evidence => evidence.ToString())]);
            })],
            [.. document.Environments.Keys.Order(StringComparer.Ordinal).Select(environment => Resources(model, StackBlueprint.Configuration(document, environment), document.Environments[environment].Domain))],
            new PlanBundle(composed.Bundle.Hash, [.. composed.Bundle.Files.Select(file => file.Path)]), project.Requirements.Warnings);
    }

    private static PlanEnvironment Resources(StackModel model, StackConfiguration configuration, string domain)
    {
        var resources = StackResolution.Active(model, configuration).ToArray();
        return new PlanEnvironment(
            configuration.Environment, domain, resources.Length,
            [.. resources.GroupBy(resource => resource.Options.Concept).Select(concept => new PlanConcept(
                concept.Key, [.. concept.Select(resource => new PlanResource(resource.Type, resource.Name))]))]);
    }

    // Along the hand-overs, from the one that nobody hands over to.
    private static List<PlanAgent> Order(IReadOnlyDictionary<string, AgentDefinition> agents)
    {
        var ordered = new List<PlanAgent>();
        var next = agents.Values.FirstOrDefault(agent => agents.Values.All(other => !other.Handoffs.Contains(agent.Name)));
        while (next is not null && ordered.All(agent => agent.Name != next.Name))
        {
            ordered.Add(new PlanAgent(next.Name, next.Tools));
            next = next.Handoffs.Count > 0 ? agents[next.Handoffs[0]] : null;
        }

        return ordered;
    }
}

internal sealed record PlanAgent(string Name, IReadOnlyList<string> Tools);

internal sealed record PlanService(string Name, string App, IReadOnlyList<string> Evidence);

internal sealed record PlanEnvironment(string Name, string Domain, int Resources, IReadOnlyList<PlanConcept> Concepts);

internal sealed record PlanConcept(string Name, IReadOnlyList<PlanResource> Resources);

internal sealed record PlanResource(string Type, string Name);

internal sealed record PlanBundle(string Hash, IReadOnlyList<string> Files);
