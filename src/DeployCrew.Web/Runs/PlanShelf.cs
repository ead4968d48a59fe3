using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Runs;
using DeployCrew.Plans;
using DeployCrew.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>Plans by their whole hash: what else <see cref="PlanStore"/> takes for a name, such as a file, is not for strangers.</summary>
/// <param name="plans">Plans of this machine.</param>
/// <param name="runs">Runs, which may have been planned elsewhere.</param>
internal sealed class PlanShelf(PlanStore plans, RunStore runs)
{
    /// <summary>A plan.</summary>
    /// <exception cref="DeployError">DC4066: there is none of that hash.</exception>
    public PlanRecord Find(string hash)
    {
        var known = Checked(hash);
        try
        {
            return plans.Find(known);
        }
        catch (DeployError error) when (error.Code == "DC4066" && FromRuns(known) is { } found)
        {
            return found;
        }
    }

    /// <summary>The plan that a run has made, kept here.</summary>
    public PlanRecord Keep(RunFolder run, DeploymentPlan plan)
    {
        try
        {
            return plans.Find(Checked(plan.Record.Hash));
        }
        catch (DeployError error) when (error.Code == "DC4066")
        {
            // A worker has made it: what it was made of is in the run's folder, here as there.
            return plans.Save(plan.Record with { Request = RunStore.RequestOf(run) with { PlanOnly = false, HasInputs = false } });
        }
    }

    /// <summary>Records that somebody approves a plan.</summary>
    /// <exception cref="DeployError">DC4065 it has expired, DC4066 there is none of that hash.</exception>
    public PlanRecord Approve(string hash, TimeSpan validFor, string? by) => plans.Approve(Find(hash).Hash, validFor, by);

    private PlanRecord? FromRuns(string hash)
    {
        foreach (var run in runs.All())
        {
            if (RunStore.PlanOf(Journal.ReadMilestones(run.JournalFile)) is { Refusals.Count: 0 } plan && plan.Record.Hash == hash)
                return Keep(run, plan);
        }

        return null;
    }

    private static string Checked(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? hash : throw PlanErrors.Unknown(hash);
}
