using DeployCrew.Core.Plans;

namespace DeployCrew.Web.Runs;

/// <summary>A plan as it is kept: what an approval is bound to.</summary>
/// <param name="Hash">Its hash: sixty-four hexadecimal digits.</param>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Engine">Stack engine.</param>
/// <param name="Account">AWS account.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Strategy">Deploy strategy.</param>
/// <param name="Images">Digest of each service's image.</param>
/// <param name="Changes">What would change, one line each.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it can no longer be applied.</param>
/// <param name="NeedsApproval">Whether somebody has to approve it first.</param>
/// <param name="Approval">Who approved it; null until somebody does.</param>
public sealed record PlanSummary(
    string Hash, string Project, string Environment, string Target, string Engine, string Account, string Region, string Strategy,
    IReadOnlyDictionary<string, string> Images, IReadOnlyList<string> Changes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool NeedsApproval, PlanApproval? Approval)
{
    internal static PlanSummary Of(PlanRecord plan) => new(
        plan.Hash, plan.Binding.Project, plan.Binding.Environment, plan.Binding.Target, plan.Binding.Engine, plan.Binding.Account, plan.Binding.Region, plan.Binding.Strategy,
        plan.Binding.Images, plan.Changes, plan.CreatedAt, plan.ExpiresAt, plan.NeedsApproval, plan.Approval);
}
