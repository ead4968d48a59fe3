using DeployCrew.Core.Errors;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Engines;

/// <summary>Resources that a stack refuses to delete.</summary>
public static class ProtectedResources
{
    /// <summary>Names of the protected resources of an environment.</summary>
    public static IReadOnlyList<string> Of(StackModel model, StackConfiguration configuration) =>
        [.. StackResolution.Active(model, configuration).Where(resource => resource.Options.Protect).Select(resource => resource.Name)];

    /// <summary>What every engine asks before it destroys.</summary>
    /// <exception cref="DeployError">DC4055: there are some.</exception>
    public static void RefuseToDestroy(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (Of(model, configuration) is { Count: > 0 } names)
            throw EngineErrors.Protected(configuration.Environment, names);
    }
}
