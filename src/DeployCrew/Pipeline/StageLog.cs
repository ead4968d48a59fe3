using DeployCrew.Core.Stages;

namespace DeployCrew.Pipeline;

/// <summary>Takes a tool's output into the stage's log.</summary>
internal sealed class StageLog(StageContext context) : IProgress<string>
{
    public void Report(string value) => context.Log(value);
}
