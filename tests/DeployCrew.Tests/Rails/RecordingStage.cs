using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;
using DeployCrew.Verification;

namespace DeployCrew.Tests.Rails;

/// <summary>A stage in whose place nothing is done but noted; it says, or fails with, what an attacker has written.</summary>
internal sealed class RecordingStage(string name, string[] dependsOn, List<string> done, string? says, string? failsWith) : IStage
{
    public string Name => name;

    public IReadOnlyList<string> DependsOn => dependsOn;

    public TimeSpan Timeout => TimeSpan.FromMinutes(1);

    public Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        done.Add(name);
        context.Summary = says ?? $"{name} is done";
        if (name == StageNames.Verify)
            context.Set(Outputs.Evidence, new Evidence("run", DateTimeOffset.UnixEpoch, "000000000000", "https://dev.shop.example.com", Verdict.Verified, [], new Dictionary<string, ServiceEvidence>()));
        return failsWith is null ? Task.CompletedTask : throw new DeployError("DC3301", "It failed.", "See the log.", failsWith.Split('\n'));
    }
}
