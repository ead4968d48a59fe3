using DeployCrew.Cli.Rendering;
using DeployCrew.Cli.Rendering.Markdown;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.GitHub;

/// <summary>The action's main step: plans or runs, and tells of it where people look: summary, comment, annotations, outputs.</summary>
internal sealed class GitHubJob(IServiceProvider services, Terminal terminal, Func<string, string?> variable)
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code: anything but 0 ends the job red.</returns>
    /// <exception cref="DeployError">DC8001: this is no step of a workflow.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var runner = RunnerEnvironment.Read(variable);
        var (files, commands) = (new JobFiles(runner), new WorkflowCommands(terminal.Out));
        files.Output("files", files.Folder);
        JobContext? job = null;
        try
        {
            var pull = PullRequest.Of(runner);
            job = new JobContext(runner, JobInputs.Read(variable, runner, pull), pull, files, commands);
            var (sections, code) = job.Inputs.Mode == JobMode.Plan
                ? await new PlanJob(job, services, terminal).RunAsync(NoCredentials(), cancellationToken)
                : await new RunJob(job, services, terminal).RunAsync(cancellationToken);
            await TellAsync(job, [.. sections], cancellationToken);
            return code;
        }
        catch (DeployError error)
        {
            using (commands.Stop())
                ErrorText.Write(terminal, error.ToReport());
            Annotate(runner, commands, error, job?.Inputs.Requirements);
            files.Output("verdict", job?.Inputs.Mode == JobMode.Plan ? "refused" : "failed");
            MarkdownSection[] sections = [.. JobMarkdown.Failure(error.ToReport(), runner)];
            if (job is null)
                files.Summarise(MarkdownDocument.Write(sections, MarkdownDocument.Summary));
            else
                await TellAsync(job, sections, cancellationToken);
            return ExitCodes.Of(error);
        }
        catch (OperationCanceledException)
        {
            files.Output("verdict", "cancelled");
            files.Summarise(MarkdownDocument.Write(Cancelled(runner), MarkdownDocument.Summary));
            throw;
        }
    }

    private async Task TellAsync(JobContext job, MarkdownSection[] sections, CancellationToken cancellationToken)
    {
        job.Files.Summarise(MarkdownDocument.Write(sections, MarkdownDocument.Summary));
        if (job.Pull is not { } pull || !job.Inputs.Comments)
            return;
        if (pull.IsFork || job.Runner.Token is null)
        {
            job.Commands.Annotate("notice", "No comment", pull.IsFork ? "A fork's workflow may not comment; the plan is in the job's summary." : "Without 'github-token' there is no comment; the plan is in the job's summary.");
            return;
        }

        try
        {
            var time = services.GetRequiredService<TimeProvider>();
            using var api = new GitHubApi(job.Runner, time);
            var marker = StickyComment.Marker(job.Inputs.Mode, job.Runner.PathInRepository(job.Inputs.Requirements) ?? "", job.Inputs.Environment);
            await new StickyComment(api, time).PutAsync(pull.Number, marker, MarkdownDocument.Write(sections, MarkdownDocument.Comment), cancellationToken);
        }
        catch (DeployError error)
        {
            // What was planned or done stands, whether somebody could be told of it or not.
            job.Commands.Annotate("warning", error.Code, $"{error.Message} → {error.Remedy}");
        }
    }

    private string? NoCredentials()
    {
        var given = new[] { "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI" }
            .Any(name => !string.IsNullOrEmpty(variable(name)));
        return given ? null : "The job has no AWS credentials: no account was asked, and nothing was built. What is here follows from the requirements alone.";
    }

    private static void Annotate(RunnerEnvironment runner, WorkflowCommands commands, DeployError error, string? requirements)
    {
        if (error is not InvalidInputError invalid || requirements is null)
        {
            commands.Annotate("error", error.Code, $"{error.Message} → {error.Remedy}");
            return;
        }

        var file = Directory.Exists(requirements) ? Path.Combine(requirements, "requirements.json") : requirements;
        foreach (var problem in invalid.Diagnostics)
            commands.Annotate(problem.Severity == Severity.Error ? "error" : "warning", problem.Code, $"{problem.Path}: {problem.Message} → {problem.Remedy}", runner.PathInRepository(file), problem.Position);
    }

    private static IEnumerable<MarkdownSection> Cancelled(RunnerEnvironment runner) =>
    [
        MarkdownSection.Text("summary", "## DeployCrew: cancelled\n\nWhat was done stays done, and the state is consistent. A service deployment that was under way goes on in ECS: `deploycrew rollout status` tells, `rollout abort` ends it. Running the job again goes on from there.\n\n", Importance.Head),
        MarkdownSection.Text("origin", JobMarkdown.Origin(runner), Importance.Head),
    ];
}
