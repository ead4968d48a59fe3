using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;

namespace DeployCrew.Targets;

/// <summary>Where the state of a project's stacks is.</summary>
internal static class StateBackend
{
    /// <summary>Name of the bucket.</summary>
    public static string Bucket(RequirementsDocument document) => (string)StateBackendBlueprint.Configuration(document).Values["bucketName"];
}
