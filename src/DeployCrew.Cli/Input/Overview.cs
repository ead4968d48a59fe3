using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Model;
using DeployCrew.Plans;

namespace DeployCrew.Cli.Input;

/// <summary>What a run would do.</summary>
/// <param name="Project">Project.</param>
/// <param name="Region">Region.</param>
/// <param name="Agents">Agents with their tools, in the order of the work.</param>
/// <param name="Services">What each service is.</param>
/// <param name="Environments">Resources of each environment, by concept.</param>
/// <param name="Bundle">The bundle.</param>
/// <param name="Warnings">What should be known about the requirements.</param>
internal sealed record Overview(
    string Project, string Region, IReadOnlyList<OverviewAgent> Agents, IReadOnlyList<OverviewService> Services, IReadOnlyList<OverviewEnvironment> Environments,
    OverviewBundle Bundle, IReadOnlyList<Diagnostic> Warnings)
{
    public static Overview Of(Project project, ProjectSource composed)
    {
        var document = project.Requirements.Document;
        var model = StackBlueprint.Create(document);
        return new Overview(
            document.Project, document.Region, Order(AgentDefinitions.Load()),
            [.. document.Services.OrderBy(service => service.Key, StringComparer.Ordinal).Select(service =>
            {
                var app = AppDetector.Detect(Path.Combine(composed.Source.Folder, service.Value.Source), service.Value);
                return new OverviewService(service.Key, app.Summary, [.. app.Evidence.Select(evidence => evidence.ToString())]);
            })],
            [.. document.Environments.Keys.Order(StringComparer.Ordinal).Select(environment => Resources(document, model, environment))],
            new OverviewBundle(composed.Bundle.Hash, [.. composed.Bundle.Files.Select(file => file.Path)]), project.Requirements.Warnings);
    }

    private static OverviewEnvironment Resources(RequirementsDocument document, StackModel model, string environment)
    {
        var configuration = StackBlueprint.Configuration(document, environment);
        var resources = StackResolution.Active(model, configuration).ToArray();
        return new OverviewEnvironment(
            environment, document.Environments[environment].Domain, resources.Length,
            [.. resources.GroupBy(resource => resource.Options.Concept).Select(concept => new OverviewConcept(
                concept.Key, [.. concept.Select(resource => new OverviewResource(resource.Type, resource.Name))]))],
            CostEstimate.Of(document, environment));
    }

    // Along the hand-overs, from the one that nobody hands over to.
    private static List<OverviewAgent> Order(IReadOnlyDictionary<string, AgentDefinition> agents)
    {
        var ordered = new List<OverviewAgent>();
        var next = agents.Values.FirstOrDefault(agent => agents.Values.All(other => !other.Handoffs.Contains(agent.Name)));
        while (next is not null && ordered.All(agent => agent.Name != next.Name))
        {
            ordered.Add(new OverviewAgent(next.Name, next.Tools));
            next = next.Handoffs.Count > 0 ? agents[next.Handoffs[0]] : null;
        }

        return ordered;
    }
}

internal sealed record OverviewAgent(string Name, IReadOnlyList<string> Tools);

internal sealed record OverviewService(string Name, string App, IReadOnlyList<string> Evidence);

internal sealed record OverviewEnvironment(string Name, string Domain, int Resources, IReadOnlyList<OverviewConcept> Concepts, CostReport Cost);

internal sealed record OverviewConcept(string Name, IReadOnlyList<OverviewResource> Resources);

internal sealed record OverviewResource(string Type, string Name);

internal sealed record OverviewBundle(string Hash, IReadOnlyList<string> Files);
