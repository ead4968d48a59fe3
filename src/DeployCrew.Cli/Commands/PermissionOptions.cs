using System.CommandLine;
using DeployCrew.Core.Runs;

namespace DeployCrew.Cli.Commands;

/// <summary>The options that say what a run's agents may change, and on whose word.</summary>
internal sealed class PermissionOptions
{
    private readonly Option<bool> readOnly = new("--read-only") { Description = "let nothing be changed outside this machine: it ends before the first step that would" };
    private readonly Option<string?> approval = Approval();

    public void AddTo(Command command)
    {
        command.Add(approval);
        command.Add(readOnly);
    }

    /// <summary>The request with them.</summary>
    public RunRequest Request(ParseResult parsed, RunRequest request) => request with
    {
        ReadOnly = parsed.GetValue(readOnly),
        Approval = parsed.GetValue(approval) switch { "ask" => ApprovalMode.Ask, "plan-bound" => ApprovalMode.PlanBound, "auto" => ApprovalMode.Auto, _ => null },
    };

    private static Option<string?> Approval()
    {
        var option = new Option<string?>("--approval")
        {
            Description = "what each step that changes something needs: a yes at the terminal, an approved plan, nothing; default: a plan where the environment asks for approvals",
        };
        option.AcceptOnlyFromAmong("ask", "plan-bound", "auto");
        return option;
    }
}
