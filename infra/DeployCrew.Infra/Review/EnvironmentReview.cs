using System.Text.Json.Serialization;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Diagrams;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Review;

/// <summary>What a reviewer asks of one environment, as data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Domain">Domain that it will serve.</param>
/// <param name="Account">AWS account; null: of whoever runs it.</param>
/// <param name="Approval">Whether a person has to approve its plans.</param>
/// <param name="Resources">What will exist.</param>
/// <param name="Exposure">Who may reach what.</param>
/// <param name="WayOut">How tasks reach what is outside of the network.</param>
/// <param name="Permissions">What roles may do.</param>
/// <param name="Cost">What it costs a month.</param>
/// <param name="Diagram">The architecture as SVG.</param>
public sealed record EnvironmentReview(
    string Name, string Domain, string? Account, string Approval, IReadOnlyList<ReviewedResource> Resources, Exposure Exposure, string WayOut,
    IReadOnlyList<Permission> Permissions, CostReport Cost, [property: JsonIgnore] string Diagram)
{
    /// <summary>Reviews one environment of a project.</summary>
    public static EnvironmentReview Of(RequirementsDocument document, StackModel model, string environment)
    {
        ArgumentNullException.ThrowIfNull(document);
        var configuration = StackBlueprint.Configuration(document, environment);
        var active = StackResolution.Active(model, configuration).ToList();
        var requirements = document.Environments[environment];
        return new(
            environment, requirements.Domain, requirements.Account, requirements.Approval,
            [.. active.Select(resource => new ReviewedResource(resource.Name, resource.Type, resource.Options.Concept, ReviewDocument.Settings(resource, configuration)))],
            Exposure.Of(active), ReviewSections.WayOut(requirements), Review.Permissions.Of(active, configuration),
            CostEstimate.Of(model, configuration, document.Budget?.Usage ?? new()), SvgDiagram.Write(model, configuration));
    }
}
