using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;
using DeployCrew.Plans;
using DeployCrew.Targets;

namespace DeployCrew.Environments;

/// <summary>Compares two environments: what the requirements make different, and what is different besides.</summary>
public sealed class CompareService
{
    private readonly TargetFactory targets;

    internal CompareService(TargetFactory targets) => this.targets = targets;

    /// <summary>Compares, on the target where that is applied.</summary>
    /// <param name="request">Names the one environment.</param>
    /// <param name="other">The other environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<EnvironmentComparison> CompareAsync(RunRequest request, string other, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        var target = await targets.OpenAsync(request, document, cancellationToken);
        var sides = new[] { request, request with { Environment = other } };
        var notCompared = new List<string>();
        var undeclared = new List<EnvironmentDifference>();
        foreach (var side in sides)
            undeclared.AddRange(await DriftAsync(target, side, document, notCompared, cancellationToken));
        if (notCompared.Count == 0)
            undeclared.AddRange(await DeliveredAsync(target, sides, document, cancellationToken));
        return new(request.Environment, other, Declared(document, request.Environment, other), undeclared, notCompared);
    }

    /// <summary>What the requirements make different. All environments are one program: configuration is all that can differ.</summary>
    internal static IReadOnlyList<EnvironmentDifference> Declared(RequirementsDocument document, string left, string right)
    {
        var model = StackBlueprint.Create(document);
        var (one, two) = (StackBlueprint.Configuration(document, left), StackBlueprint.Configuration(document, right));
        var keys = model.Configuration.Select(key => new EnvironmentDifference(key.Name, Text(one.Values[key.Name]), Text(two.Values[key.Name]), key.Description))
            .Where(difference => difference.Left != difference.Right);
        return [.. keys, .. Only(model, one, two)];
    }

    private static IEnumerable<EnvironmentDifference> Only(StackModel model, StackConfiguration one, StackConfiguration two)
    {
        var (left, right) = (Names(model, one), Names(model, two));
        return model.Resources.Where(resource => left.Contains(resource.Name) != right.Contains(resource.Name)).Select(resource => new EnvironmentDifference(
            resource.Name, left.Contains(resource.Name) ? resource.Type : null, right.Contains(resource.Name) ? resource.Type : null, $"by {resource.Options.When}"));
    }

    private static async Task<IReadOnlyList<EnvironmentDifference>> DriftAsync(
        DeployTarget target, RunRequest side, RequirementsDocument document, List<string> notCompared, CancellationToken cancellationToken)
    {
        try
        {
            var drift = await DriftService.FindAsync(target, side, document, cancellationToken);
            return [.. drift.Changes.Where(change => change.Kind != ChangeKind.Same).Select(change => new EnvironmentDifference(
                $"{side.Environment}: {change.Name}", null, null, $"changed behind the engine's back: {change}"))];
        }
        catch (DeployError error) when (error.Code == "DC4085")
        {
            notCompared.Add($"{side.Environment}: {error.Message}");
            return [];
        }
    }

    private static async Task<IReadOnlyList<EnvironmentDifference>> DeliveredAsync(
        DeployTarget target, RunRequest[] sides, RequirementsDocument document, CancellationToken cancellationToken)
    {
        var contracts = new List<IReadOnlyDictionary<string, string>>();
        var applied = new List<RequirementsDocument?>();
        foreach (var side in sides)
        {
            contracts.Add(await target.Contracts.ReadAsync(ResourceNames.Contract(side.Project, side.Environment), cancellationToken));
            applied.Add(await AppliedRequirements.ReadAsync(target.Contracts, side.Project, side.Environment, cancellationToken));
        }

        var differences = new List<EnvironmentDifference>();
        foreach (var service in document.Services.Keys.Order(StringComparer.Ordinal))
        {
            var key = ContractKeys.Image(service);
            var (left, right) = (Digest(contracts[0].GetValueOrDefault(key)), Digest(contracts[1].GetValueOrDefault(key)));
            if (left != right)
                differences.Add(new($"image of {service}", left, right, "what the last verified deployment runs"));
        }

        if (applied is [{ } one, { } two])
            differences.AddRange(FromOtherRequirements(one, two, sides[1].Environment));
        return differences;
    }

    // The same environment by either requirements: what differs was applied to the one and not yet to the other.
    private static IEnumerable<EnvironmentDifference> FromOtherRequirements(RequirementsDocument one, RequirementsDocument two, string environment)
    {
        if (!one.Environments.ContainsKey(environment))
            return [];
        var (left, right) = (Inputs(one, environment), Inputs(two, environment));
        return left.Keys.Union(right.Keys).Order(StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(left.GetValueOrDefault(name), right.GetValueOrDefault(name)))
            .Select(name => new EnvironmentDifference(name, left.ContainsKey(name) ? "there" : null, right.ContainsKey(name) ? "there" : null,
                "the two were last applied from different requirements"));
    }

    private static Dictionary<string, JsonObject> Inputs(RequirementsDocument document, string environment)
    {
        var configuration = StackBlueprint.Configuration(document, environment);
        return StackResolution.Active(StackBlueprint.Create(document), configuration).ToDictionary(
            resource => resource.Name, resource => StackResolution.Inputs(resource, configuration), StringComparer.Ordinal);
    }

    private static HashSet<string> Names(StackModel model, StackConfiguration configuration) =>
        StackResolution.Active(model, configuration).Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);

    private static string Text(object value) => System.Text.Json.JsonSerializer.Serialize(value, Core.Json.JsonFormat.Compact);

    private static string? Digest(string? image) => image?[(image.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
