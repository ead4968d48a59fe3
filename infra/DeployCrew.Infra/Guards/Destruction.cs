using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Guards;

/// <summary>What stands in the way of destroying a stack, and the same stack without it.</summary>
public static class Destruction
{
    // Inputs that make AWS refuse a deletion, and the value that lets it happen.
    private static readonly (string Type, string Input, bool Value)[] Switches =
    [
        ("aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection", false), ("aws:rds/instance:Instance", "deletionProtection", false),
        ("aws:s3/bucket:Bucket", "forceDestroy", true), ("aws:ecr/repository:Repository", "forceDelete", true),
    ];

    /// <summary>Resources that refuse to be deleted, and in a protected environment everything that holds data.</summary>
    public static IReadOnlyList<string> Protected(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var isProtected = configuration.Values.GetValueOrDefault("deletionProtection") is true;
        return [.. StackResolution.Active(model, configuration)
            .Where(resource => resource.Options.Protect || Refuses(resource, configuration) || (isProtected && StatefulResources.Is(resource.Type)))
            .Select(resource => resource.Name)];
    }

    /// <summary>The stack with every resource willing to be deleted. A database still leaves a last snapshot where it is configured to.</summary>
    public static StackModel Unprotected(StackModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model with { Resources = [.. model.Resources.Select(Unprotected)] };
    }

    private static Resource Unprotected(Resource resource)
    {
        var inputs = resource.Inputs.ToList();
        foreach (var (_, input, value) in Switches.Where(entry => entry.Type == resource.Type))
        {
            inputs.RemoveAll(pair => pair.Key == input);
            inputs.Add(new(input, value));
        }

        return resource with { Inputs = inputs, Options = resource.Options with { Protect = false } };
    }

    private static bool Refuses(Resource resource, StackConfiguration configuration) =>
        Switches.Where(entry => entry.Type == resource.Type && !entry.Value).Any(entry =>
            StackResolution.Inputs(resource, configuration)[entry.Input] is JsonValue value
            && value.TryGetValue<bool>(out var on) && on);
}
