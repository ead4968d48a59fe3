using DeployCrew.Agents.Models;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Diagnosis;
using DeployCrew.Images.Proposals;
using DeployCrew.Images.Reading;

namespace DeployCrew.Proposing;

/// <summary>Has a Dockerfile proposed for an app that no rule can build. What comes out was held against rails, built, started, and has answered; else there is none.</summary>
public sealed class DockerfileService
{
    /// <summary>How often a Dockerfile that failed its trial is asked for anew.</summary>
    internal const int MostRepairs = 3;

    private readonly IDockerfileTrial trial;
    private readonly PermittedBases bases;

    internal DockerfileService(IDockerfileTrial trial, PermittedBases bases) => (this.trial, this.bases) = (trial, bases);

    /// <summary>Makes sure that there is something to try with, before anybody is asked.</summary>
    /// <exception cref="DeployError">DC2045: there is no Docker Engine.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => trial.CheckAsync(cancellationToken);

    /// <summary>Asks for a Dockerfile. Nothing is written; whatever was started is removed.</summary>
    /// <param name="models">Who is asked.</param>
    /// <param name="folder">The app's folder, taken in.</param>
    /// <param name="service">Port, health path and command.</param>
    /// <param name="log">Gets a line for each step, and the build's output.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC2045: no engine; DC2046: none passed; DC3140: a secret would go into the image; DC2025 to DC2032: no answer passes the rails.</exception>
    public async Task<DockerfileProposal> ProposeAsync(ModelHost models, string folder, ServiceRequirements service, IProgress<string>? log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(service);
        await trial.CheckAsync(cancellationToken);
        var context = ProposalContext.Of(folder);
        var extract = AppExtract.Of(folder);
        var known = models.Ledger.Calls.Count;
        var failures = new List<string>();
        for ((string Dockerfile, TrialResult Result)? failed = null; ;)
        {
            log?.Report(failed is null ? "asking for a Dockerfile" : $"asking again ({failures.Count} of {MostRepairs}): {failures[^1]}");
            var (text, _) = await new ModelDialogue(models).AskAsync(DockerfileQuestion.Of(service, extract, context, bases, failed), cancellationToken);
            var result = await trial.TryAsync(new DockerfileTrial(text, context, service), log, cancellationToken);
            if (result.HasPassed)
            {
                return new DockerfileProposal(
                    text, context.IsIgnoreNew ? context.DockerIgnore : null, service.Port, service.Health.Path, Plain(result.Lines), failures, [.. models.Ledger.Calls.Skip(known)]);
            }

            failures.Add(PlainLine.Cut(PlainLine.Of(result.Summary)));
            if (failures.Count > MostRepairs)
                throw ProposalErrors.NothingPasses(failures.Count, failures[^1], Plain(result.Lines));
            failed = (text, result);
        }
    }

    private static IReadOnlyList<string> Plain(IEnumerable<string> lines) => [.. lines.Select(line => PlainLine.Cut(PlainLine.Of(line)))];
}
