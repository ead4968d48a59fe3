using DeployCrew.Diagnosis;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>diagnose</c>: why a run failed.</summary>
internal sealed class DiagnoseTool : ITool
{
    public ToolProfile Profile { get; } = new(
        "diagnose", "Diagnose a run",
        "Says by rules why a run failed, with the lines that show it, and what to do about it. It changes nothing; a remedy goes through requirements, plan and approval like every change.",
        typeof(DiagnoseAnswer))
    {
        Arguments = [Known.Run],
    };

    public Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var said = call.Get<DiagnosisService>().Diagnose(call.Arguments.Text(Known.Run.Name));
        return Task.FromResult<object>(new DiagnoseAnswer(said.RunId, said.State, said.HasFailed, said.FailedStage, said.Code, said.Message, said.LinesRead, said.Candidates));
    }
}
