using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Guards;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Benchmarks;

/// <summary>What is measured, one step after the other as a plan takes them; each returns something, so that none is left out.</summary>
internal static class Work
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>The model, and the configurations of all environments.</summary>
    public static int Create(RequirementsDocument document) =>
        StackBlueprint.Create(document).Resources.Count + document.Environments.Keys.Sum(name => StackBlueprint.Configuration(document, name).Values.Count);

    /// <summary>The Pulumi program as text.</summary>
    public static int Emit(RequirementsDocument document) => PulumiProject.Emit(
        StackBlueprint.Create(document), [.. document.Environments.Keys.Select(name => StackBlueprint.Configuration(document, name))]).Sum(file => file.Text.Length);

    /// <summary>All rules over one environment.</summary>
    public static int Policy(RequirementsDocument document) =>
        PolicyGate.Findings(document, StackBlueprint.Create(document), StackBlueprint.Configuration(document, "prod"), Today).Count;

    /// <summary>Cost of the same environment.</summary>
    public static decimal Cost(RequirementsDocument document) => CostEstimate.Of(document, "prod").TotalUsd;
}
