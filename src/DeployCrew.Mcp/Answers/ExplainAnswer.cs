using System.ComponentModel;
using DeployCrew.Infra.Review;

namespace DeployCrew.Mcp.Answers;

/// <summary>What a stack creates in an environment, and why; read from the stack's model, with no model of language.</summary>
internal sealed record ExplainAnswer(
    string Project, string Region, string Environment, string Domain,
    [property: Description("none | required: whether a person has to approve plans.")] string Approval,
    [property: Description("Hash of the plan that is explained; left out where it is the requirements.")] string? Plan,
    IReadOnlyList<ConceptView> Concepts,
    [property: Description("Who may reach what.")] Exposure Exposure,
    [property: Description("How tasks reach what is outside of the network.")] string WayOut,
    [property: Description("What roles may do.")] IReadOnlyList<Permission> Permissions,
    IReadOnlyList<FindingView> Findings);

/// <summary>Resources that are there for one reason.</summary>
internal sealed record ConceptView(
    string Name,
    [property: Description("Why they are there.")] string Why,
    [property: Description("Part of the requirements that they come from: services/web, environments/dev. Cite it.")] string Cites,
    [property: Description("Line of that part in the requirements file.")] int Line,
    IReadOnlyList<ResourceView> Resources);

/// <summary>A resource.</summary>
internal sealed record ResourceView(
    [property: Description("Logical name, as plans and findings have it: cite it.")] string Id,
    string Type,
    [property: Description("Settings that are worth a line; empty where none is.")] string Settings,
    [property: Description("What the plan does to it: create, update, replace or same; left out where requirements are explained.")] string? Change);
