using System.CommandLine;
using DeployCrew.Cli.Input;
using DeployCrew.Core.Runs;
using DeployCrew.Plans;

namespace DeployCrew.Cli.Commands;

/// <summary>The options that name a project, an environment and a target, and what may be done to it.</summary>
internal sealed class RequestOptions
{
    private readonly Argument<string> path = SharedOptions.Path();
    private readonly Option<string?> app = SharedOptions.App();
    private readonly Option<string?> environment = SharedOptions.Environment();
    private readonly Option<string> target = SharedOptions.Target();
    private readonly Option<string?> engine = SharedOptions.Engine();
    private readonly Option<string[]> losses = new("--accept-loss") { HelpName = "name", Description = "logical name of a resource whose data may be lost; can be repeated", DefaultValueFactory = _ => [] };
    private readonly Option<bool> unexplained = new("--accept-unexplained") { Description = "let deletions and replacements go ahead that no change of the requirements explains" };

    private readonly Option<string> until = Until();

    /// <summary>Adds what a command needs too that rolls out.</summary>
    public void AddWait(Command command) => command.Add(until);

    /// <summary>Whether an environment or a target was named.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetResult(environment) is { Implicit: false } || parsed.GetResult(target) is { Implicit: false };

    /// <summary>Adds all of them, or those that a command needs which creates nothing.</summary>
    public void AddTo(Command command, bool changes)
    {
        foreach (var option in changes ? (Option[])[app, environment, target, engine, losses, unexplained] : [app, environment, target, engine])
            command.Add(option);
        command.Add(path);
    }

    /// <summary>The project that is named.</summary>
    public Project Project(ParseResult parsed) => Plans.Project.Open(parsed.GetValue(path)!, parsed.GetValue(app));

    /// <summary>The request for it.</summary>
    public RunRequest Request(ParseResult parsed, Project project) => project.Request(parsed.GetValue(environment), parsed.GetValue(target)!) with
    {
        Engine = parsed.GetValue(engine),
        AcceptedLosses = parsed.GetValue(losses) ?? [],
        AcceptUnexplained = parsed.GetValue(unexplained),
        UntilStable = parsed.GetValue(until) == "stable",
    };

    private static Option<string> Until()
    {
        var option = new Option<string>("--wait-until")
        {
            Description = "deployed: the service deployment has ended well; stable: and nothing of the service moves any more",
            DefaultValueFactory = _ => "deployed",
        };
        option.AcceptOnlyFromAmong("deployed", "stable");
        return option;
    }
}
