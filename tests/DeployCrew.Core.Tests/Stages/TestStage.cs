using DeployCrew.Core.Stages;

namespace DeployCrew.Core.Tests.Stages;

/// <summary>A stage that does what a test says, and counts how often.</summary>
internal sealed class TestStage(string name, Func<StageContext, CancellationToken, Task>? action = null) : IStage
{
    public string Name => name;

    public IReadOnlyList<string> DependsOn { get; init; } = [];

    public IReadOnlyList<string> RunsAfter { get; init; } = [];

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    public int Runs { get; private set; }

    public Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        Runs++;
        return action?.Invoke(context, cancellationToken) ?? Task.CompletedTask;
    }
}
