using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Cli.Rendering.Markdown;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Diagrams;
using DeployCrew.Infra.Review.Changes;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.GitHub;

/// <summary>Tells what would happen: by the requirements alone, and, where there are credentials, in the account.</summary>
internal sealed class PlanJob(JobContext job, IServiceProvider services, Terminal terminal)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);
    private readonly TimeProvider time = services.GetRequiredService<TimeProvider>();

    /// <summary>Plans, and leaves bundle, plan, findings and outputs.</summary>
    /// <param name="credentials">Whether the account can be asked; null says why not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The report's sections, and the exit code.</returns>
    public async Task<(IEnumerable<MarkdownSection> Report, int ExitCode)> RunAsync(string? credentials, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var opened = JobProject.Open(job.Inputs, job.Files);
        foreach (var warning in opened.Project.Requirements.Warnings)
            job.Commands.Annotate("warning", warning.Code, $"{warning.Message} → {warning.Remedy}", job.Runner.PathInRepository(opened.File), warning.Position);
        var environment = job.Inputs.Environment is { } named ? opened.Project.EnvironmentOf(named) : null;
        var outcome = await FindOutAsync(opened, environment, credentials, cancellationToken);
        TextFile.Write(job.Files.In("findings.sarif"), (outcome.Review with { File = opened.File }).ToSarif(job.Runner.Workspace));
        job.Files.Output("sarif", job.Files.In("findings.sarif"));
        job.Files.Output("verdict", outcome.Passes ? "planned" : "refused");
        job.Files.Output("plan-hash", outcome.Preview is { Refusals.Count: 0 } plan ? plan.Record.Hash : null);
        job.Files.Output("cost-monthly", outcome.Review.MonthlyUsd.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        job.Files.Output("image-digest", outcome.Preview is { Record.Binding.Images: { Count: 1 } images } ? images.Values.Single() : null);
        await KeepImagesAsync(outcome.Preview, began, cancellationToken);
        Annotate(outcome, opened);
        return (PlanMarkdown.Sections(outcome, job.Runner), outcome.Passes ? 0 : ExitCodes.Failed);
    }

    private async Task<PlanOutcome> FindOutAsync(JobProject opened, string? environment, string? credentials, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var trust = TrustedKey.Of(services.GetRequiredService<Home>(), null, required: false);
        var review = await Review.OpenAsync(opened.Project.RequirementsFile, environment, job.Inputs.FailOn, trust, today, cancellationToken);
        var (diff, diffNote) = await CompareAsync(opened, cancellationToken);
        var hash = await opened.WriteBundleAsync(job.Files, cancellationToken);
        var note = !job.MayUseTarget ? "This pull request comes from a fork: no account was asked, and nothing was built. What is here follows from the requirements alone."
            : job.Inputs.Target == "aws" && credentials is not null ? credentials : null;
        var preview = note is null ? await PreviewAsync(opened, cancellationToken) : null;
        var model = StackBlueprint.Create(opened.Document);
        return new(
            review, review.Environments.ToDictionary(one => one.Name, one => MermaidDiagram.Write(model, StackBlueprint.Configuration(opened.Document, one.Name))),
            diff, diffNote, preview, note, hash);
    }

    private async Task<DeploymentPlan> PreviewAsync(JobProject opened, CancellationToken cancellationToken)
    {
        var request = opened.Project.Request(job.Inputs.Environment, job.Inputs.Target) with { Engine = job.Inputs.Engine };
        using (job.Commands.Stop())
        {
            var plan = await services.GetRequiredService<PlanService>().MakeAsync(request, ValidFor, new ProgressLines(terminal), cancellationToken);
            DeploymentPlanText.Write(terminal, plan, json: true);
            if (plan.Refusals.Count == 0)
                PlanStore.Write(job.Files.In("plan.json"), plan.Record);
            return plan;
        }
    }

    // Where somebody approves it, another machine applies it.
    private async Task KeepImagesAsync(DeploymentPlan? plan, DateTimeOffset began, CancellationToken cancellationToken)
    {
        if (plan is not { Refusals.Count: 0, Record.NeedsApproval: true })
            return;
        var folder = job.Files.Folder + "-images"; // beside what is uploaded for people
        if (await PlannedImages.KeepAsync(services.GetRequiredService<Home>(), folder, [.. plan.Record.Binding.Images.Values], began, cancellationToken))
            job.Files.Output("images", folder);
    }

    // Against the commit that the pull request is for, by GitHub's API: a checkout of one commit does not have it.
    private async Task<(ReviewDiff? Diff, string? Note)> CompareAsync(JobProject opened, CancellationToken cancellationToken)
    {
        if (job.Pull is null || job.Runner.PathInRepository(opened.File) is not { } path)
            return (null, null);
        if (job.Runner.Token is null)
            return (null, "Without 'github-token' it cannot be told what the pull request changes.");
        try
        {
            using var api = new GitHubApi(job.Runner, time);
            var text = await Attempts.MakeAsync(() => api.FileAsync(path, job.Pull.BaseSha, cancellationToken), time, cancellationToken);
            if (text is null)
                return (null, $"There is no {MarkdownText.Code(path)} in the base branch: all of it is new.");
            var before = RequirementsReader.Read(path, job.Inputs.Strategy is { } strategy ? RequirementsText.WithStrategy(text, strategy) : text);
            return (ReviewDiff.Of(before.Document, opened.Document, null), null);
        }
        catch (InvalidInputError)
        {
            return (null, "The base branch's requirements have problems: it cannot be told what the pull request changes.");
        }
        catch (DeployError error)
        {
            job.Commands.Annotate("warning", error.Code, $"{error.Message} → {error.Remedy}");
            return (null, "The base branch's requirements could not be read: it cannot be told what the pull request changes.");
        }
    }

    private void Annotate(PlanOutcome outcome, JobProject opened)
    {
        foreach (var refusal in outcome.Preview?.Refusals ?? [])
            job.Commands.Annotate("error", refusal.Code, $"{refusal.Message} → {refusal.Remedy}");
        if (outcome.Review.Stopping > 0)
            job.Commands.Annotate("error", "DeployCrew's policy", $"{outcome.Review.Stopping} finding(s) of severity {outcome.Review.FailOn} or above", job.Runner.PathInRepository(opened.File));
    }
}
