using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.GitHub;

/// <summary>Plans anew, and lets a run begin only when it is the plan that an earlier job showed, and, where the environment wants it, a person
/// has approved the workflow's run on GitHub.</summary>
internal sealed class ApprovedPlanGate(JobContext job, IServiceProvider services, Terminal terminal)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(2);

    /// <summary>The request, bound to the plan.</summary>
    /// <exception cref="DeployError">DC8006 no plan was named, DC8007 it is another one, DC8008 nobody approved, DC4060 and what plans are refused for.</exception>
    public async Task<RunRequest> PassAsync(RunRequest request, RequirementsDocument document, CancellationToken cancellationToken)
    {
        if (job.Inputs.ApprovedPlan is not { } approved)
            throw GitHubErrors.PlanNotNamed(request.Environment);
        var by = document.Environments[request.Environment].Approval == "required" ? await ApproverAsync(request.Environment, cancellationToken) : null;
        await PlannedImages.SeedAsync(services.GetRequiredService<Home>(), Path.Combine(job.Runner.Temporary, "deploycrew-images"), cancellationToken);
        var plan = await services.GetRequiredService<PlanService>().MakeAsync(request, ValidFor, new ProgressLines(terminal), cancellationToken);
        if (plan.Refusals.Count > 0)
            throw new DeployError(plan.Refusals[0].Code, plan.Refusals[0].Message, plan.Refusals[0].Remedy, plan.Refusals[0].Details);
        if (plan.Record.Hash != approved)
            throw GitHubErrors.PlanDiffers(approved, plan.Record.Hash, plan.Record.Changes);
        if (by is not null)
            services.GetRequiredService<PlanStore>().Approve(approved, ValidFor, by);
        return request with { Plan = approved };
    }

    private async Task<string> ApproverAsync(string environment, CancellationToken cancellationToken)
    {
        var github = job.Inputs.GitHubEnvironment ?? environment;
        if (job.Runner.Token is null)
            throw GitHubErrors.Denied("reading who approved the run", 401, "there is no token", "actions: read");
        var time = services.GetRequiredService<TimeProvider>();
        using var api = new GitHubApi(job.Runner, time);
        var reviews = await Attempts.MakeAsync(() => api.ApprovalsAsync(job.Runner.RunId, cancellationToken), time, cancellationToken);
        var approval = reviews.LastOrDefault(review => review.State == "approved" && review.Environments?.Any(one => one.Name == github) is true);
        return approval?.User?.Login ?? throw GitHubErrors.NobodyApproved(environment, github);
    }
}
