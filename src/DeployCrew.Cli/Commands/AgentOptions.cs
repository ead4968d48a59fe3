using System.CommandLine;
using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Hosting;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Models;

namespace DeployCrew.Cli.Commands;

/// <summary>The options that say what plays a run's agents, what they may change, and on whose word.</summary>
internal sealed class AgentOptions
{
    private readonly Option<bool> readOnly = new("--read-only") { Description = "let nothing be changed outside this machine: it ends before the first step that would" };
    private readonly Option<string?> approval = Approval();
    private readonly Option<string?> models = SharedOptions.Models();
    private readonly Option<string?> orchestrator = Orchestrator();

    public void AddTo(Command command)
    {
        command.Add(approval);
        command.Add(readOnly);
        command.Add(models);
        command.Add(orchestrator);
    }

    /// <summary>The request with them.</summary>
    /// <exception cref="InvalidInputError">The settings of the models have problems.</exception>
    public RunRequest Request(ParseResult parsed, RunRequest request)
    {
        ModelFile.Load(parsed.GetValue(models)); // before a run is begun that could not go on
        return request with
        {
            ReadOnly = parsed.GetValue(readOnly),
            Approval = parsed.GetValue(approval) switch { "ask" => ApprovalMode.Ask, "plan-bound" => ApprovalMode.PlanBound, "auto" => ApprovalMode.Auto, _ => null },
            Orchestrator = Built(parsed.GetValue(orchestrator)),
            Models = parsed.GetValue(models) is { } file ? Path.GetFullPath(file) : null,
        };
    }

    private static string? Built(string? name)
    {
        var built = BuiltOrchestrations.All.Select(one => one.Name).ToArray();
        return name is null || built.Contains(name) ? name : throw AgentErrors.OrchestratorNotBuilt(name, built);
    }

    private static Option<string?> Orchestrator()
    {
        var option = new Option<string?>("--orchestrator")
        {
            Description = "what carries the agents' conversation; default: semantic-kernel with a model where the build has it, else deploycrew",
        };
        option.AcceptOnlyFromAmong(CrewLoop.Name, HostedConversation.SemanticKernel);
        return option;
    }

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
