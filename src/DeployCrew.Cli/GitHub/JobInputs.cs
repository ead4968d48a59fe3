using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.GitHub;

/// <summary>The action's inputs, as action.yml hands them on: <c>INPUT_MODE</c> and so on, empty when left out.</summary>
/// <param name="Mode">plan | run.</param>
/// <param name="Requirements">The requirements file, or the folder that holds requirements.json.</param>
/// <param name="App">Folder or zip of the app, or null.</param>
/// <param name="Environment">Name of the environment; null: the only one, else dev; a plan without credentials is of all.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Engine">Stack engine, or null.</param>
/// <param name="Strategy">Instead of the requirements' own, or null.</param>
/// <param name="ApprovedPlan">Hash of the plan that may be applied, or null.</param>
/// <param name="GitHubEnvironment">GitHub's environment that people approve for; null: the same name.</param>
/// <param name="FailOn">Least severity of a finding that fails a plan; null: the requirements' own.</param>
/// <param name="Comments">Whether a pull request gets a comment.</param>
internal sealed record JobInputs(
    JobMode Mode, string Requirements, string? App, string? Environment, string Target, string? Engine, string? Strategy, string? ApprovedPlan,
    string? GitHubEnvironment, string? FailOn, bool Comments)
{
    /// <summary>Reads them.</summary>
    /// <param name="variable">A variable's value; null when it is not set.</param>
    /// <param name="runner">The step.</param>
    /// <param name="pull">The pull request that the event is about; null: none.</param>
    /// <exception cref="DeployError">DC8002: all of their problems. DC8004: a fork's pull request is not run.</exception>
    public static JobInputs Read(Func<string, string?> variable, RunnerEnvironment runner, PullRequest? pull)
    {
        var problems = new List<string>();
        string? Text(string name) => variable($"INPUT_{name.ToUpperInvariant().Replace('-', '_')}")?.Trim() is { Length: > 0 } text ? text : null;
        string? OneOf(string name, params string[] known)
        {
            var text = Text(name);
            if (text is not null && !known.Contains(text))
                problems.Add($"{name}: '{text}' is none of {string.Join(", ", known)}");
            return text;
        }

        var mode = OneOf("mode", "auto", "plan", "run") ?? "auto";
        var plans = mode == "plan" || (mode == "auto" && (pull is not null || runner.EventName == "merge_group"));
        var inputs = new JobInputs(
            plans ? JobMode.Plan : JobMode.Run, Path.GetFullPath(Text("requirements") ?? "requirements.json", runner.Workspace),
            Text("app") is { } app ? Path.GetFullPath(app, runner.Workspace) : null, Text("environment"), OneOf("target", "local", "aws") ?? "aws",
            OneOf("engine", "pulumi", "terraform", "tofu"), OneOf("strategy", "rolling", "blueGreen", "canary", "linear"), Text("approved-plan"),
            Text("github-environment"), OneOf("fail-on", "none", "low", "medium", "high", "critical"), OneOf("comment", "true", "false") != "false");
        if (inputs.ApprovedPlan is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            problems.Add($"approved-plan: '{hash}' is not the output plan-hash of a job that planned");
        if (!File.Exists(inputs.Requirements) && !Directory.Exists(inputs.Requirements))
            problems.Add($"requirements: there is no '{Text("requirements") ?? "requirements.json"}' in the checkout; is actions/checkout among the steps before?");
        if (inputs.App is { } named && !File.Exists(named) && !Directory.Exists(named))
            problems.Add($"app: there is no '{Text("app")}' in the checkout");
        if (problems.Count > 0)
            throw GitHubErrors.Inputs(problems);
        return inputs.Mode == JobMode.Run && pull is { IsFork: true } ? throw GitHubErrors.ForkRuns(pull.HeadRepository ?? "that is gone") : inputs;
    }
}
