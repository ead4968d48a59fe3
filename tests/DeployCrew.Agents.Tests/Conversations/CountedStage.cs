using DeployCrew.Core.Stages;

namespace DeployCrew.Agents.Tests.Conversations;

/// <summary>A stage that counts how often it was carried out.</summary>
internal sealed class CountedStage(string name, List<string> done) : IStage
{
    public string Name => name;

    public IReadOnlyList<string> DependsOn => [];

    public TimeSpan Timeout => TimeSpan.FromMinutes(1);

    public Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        done.Add(name);
        context.Summary = $"{name} is done";
        return Task.CompletedTask;
    }
}
