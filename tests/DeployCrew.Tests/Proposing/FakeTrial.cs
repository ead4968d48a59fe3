using DeployCrew.Core.Errors;
using DeployCrew.Proposing;

namespace DeployCrew.Tests.Proposing;

/// <summary>Tries nothing: says what it was told to say, the last again and again.</summary>
internal sealed class FakeTrial(params TrialResult[] results) : IDockerfileTrial
{
    public static readonly TrialResult Passed = new(true, "it answers", ["GET /alive: 200 ok"]);

    public List<string> Tried { get; } = [];

    public DeployError? Missing { get; init; }

    public Task CheckAsync(CancellationToken cancellationToken) => Missing is null ? Task.CompletedTask : throw ProposalErrors.NoEngine(Missing.Message, Missing);

    public Task<TrialResult> TryAsync(DockerfileTrial trial, IProgress<string>? log, CancellationToken cancellationToken)
    {
        Tried.Add(trial.Text);
        return Task.FromResult(results[Math.Min(Tried.Count, results.Length) - 1]);
    }
}
