using System.Globalization;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Cli.Rendering.Markdown;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Diagrams;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.GitHub;

/// <summary>Deploys and verifies; an environment that wants approvals is changed by the plan that somebody approved on GitHub.</summary>
internal sealed class RunJob(JobContext job, IServiceProvider services, Terminal terminal)
{
    /// <summary>Runs, and leaves bundle, evidence, journal and outputs.</summary>
    /// <returns>The report's sections, and the exit code.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; the run can be resumed.</exception>
    public async Task<(IEnumerable<MarkdownSection> Report, int ExitCode)> RunAsync(CancellationToken cancellationToken)
    {
        var opened = JobProject.Open(job.Inputs, job.Files);
        var request = opened.Project.Request(job.Inputs.Environment, job.Inputs.Target) with { Engine = job.Inputs.Engine };
        var cost = CostEstimate.Of(opened.Document, request.Environment);
        job.Files.Output("cost-monthly", cost.TotalUsd.ToString("0.00", CultureInfo.InvariantCulture));
        await WriteBundleAsync(opened, cancellationToken);
        RunReport? report = null;
        RunFolder? folder = null;
        using (job.Commands.Stop())
        {
            if (job.Inputs.ApprovedPlan is not null || opened.Document.Environments[request.Environment].Approval == "required")
                request = await new ApprovedPlanGate(job, services, terminal).PassAsync(request, opened.Document, cancellationToken);
            try
            {
                report = await new RunView(terminal, json: false).ReportAsync(observe => services.GetRequiredService<RunService>().StartAsync(request, run =>
                {
                    folder = run.Folder;
                    observe(run);
                }, cancellationToken));
            }
            finally
            {
                if (folder is not null)
                    Keep(folder);
            }
        }

        if (report is null)
            throw new OperationCanceledException(cancellationToken);
        job.Files.Output("verdict", JsonNamingPolicy.CamelCase.ConvertName($"{report.Verdict}"));
        job.Files.Output("url", report.Url);
        job.Files.Output("image-digest", report.ImageDigest);
        job.Files.Output("plan-hash", request.Plan);
        job.Files.Output("evidence", report.Evidence is null ? null : job.Files.In("run", "evidence.json"));
        if (!report.IsGood)
            job.Commands.Annotate("error", report.Error?.Code ?? "DeployCrew", $"{ReportText.Words(report)}. {report.Error?.Message} → {report.Error?.Remedy}");
        var model = StackBlueprint.Create(opened.Document);
        var evidence = File.Exists(job.Files.In("run", "report.md")) ? await File.ReadAllTextAsync(job.Files.In("run", "report.md"), CancellationToken.None) : null;
        return (
            RunMarkdown.Sections(report, cost, evidence, MermaidDiagram.Write(model, StackBlueprint.Configuration(opened.Document, request.Environment)), job.Runner),
            ExitCodes.Of(report));
    }

    // What is wanted for looking into it elsewhere; not the source and the images, which are the repository's and the registry's.
    private void Keep(RunFolder folder)
    {
        var kept = job.Files.In("run");
        foreach (var file in Directory.GetFiles(folder.Path).Concat(Directory.Exists(Path.Combine(folder.Path, "logs")) ? Directory.GetFiles(Path.Combine(folder.Path, "logs")) : []))
        {
            var copy = Path.Combine(kept, Path.GetRelativePath(folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    // Before the run: after a cancellation there are seconds left.
    private async Task WriteBundleAsync(JobProject opened, CancellationToken cancellationToken)
    {
        try
        {
            await opened.WriteBundleAsync(job.Files, cancellationToken);
        }
        catch (DeployError)
        {
            // The run says why there is none.
        }
    }
}
