using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;

namespace DeployCrew.Pipeline;

/// <summary>The run's own copy of the requirements: what a stage reads, whatever has become of the user's file.</summary>
internal static class RunRequirements
{
    public static RequirementsDocument Requirements(this StageContext context) => RequirementsReader.Load(context.Folder.RequirementsFile).Document;

    /// <summary>The services in the run's environment; of a rollback those that it is about.</summary>
    public static IReadOnlyList<KeyValuePair<string, ServiceRequirements>> Services(this StageContext context) =>
        [.. ResolvedServices.In(context.Requirements(), context.Request.Environment)
            .Where(one => context.Request.Rollback?.Service is not { } only || one.Key == only)];
}
