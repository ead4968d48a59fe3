using DeployCrew.Core.Runs;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Runs;

namespace DeployCrew.Mcp.Tools;

/// <summary>A run from its beginning to its end, with its journal as progress.</summary>
internal static class Deploying
{
    /// <summary>How long a run may take before the call gives up; the run can be resumed.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(3);

    public static async Task<RunAnswer> RunAsync(ToolCall call, RunRequest request, CancellationToken cancellationToken)
    {
        void Begin(Run run)
        {
            call.RunId = run.Id;
            call.Progress.Report($"run {run.Id}");
            run.Journal.Appended += entry =>
            {
                if (LogText.Of(entry) is { } text)
                    call.Progress.Report(text);
            };
        }

        return RunAnswer.Of(await call.Get<RunService>().StartAsync(request, Begin, cancellationToken));
    }
}
