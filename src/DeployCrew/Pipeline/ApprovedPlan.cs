using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Stages;

namespace DeployCrew.Pipeline;

/// <summary>The approved plan that a run applies, as it was when the run began.</summary>
internal static class ApprovedPlan
{
    /// <summary>The plan; null when the run applies what it finds.</summary>
    public static PlanRecord? Plan(this StageContext context) => File.Exists(context.Folder.PlanFile)
        ? JsonSerializer.Deserialize<PlanRecord>(File.ReadAllText(context.Folder.PlanFile), JsonFormat.Compact)
        : null;
}
