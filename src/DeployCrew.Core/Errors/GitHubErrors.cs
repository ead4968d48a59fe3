namespace DeployCrew.Core.Errors;

/// <summary>DC8xxx: jobs of GitHub's workflows.</summary>
public static class GitHubErrors
{
    /// <summary>The command does not run in a step of a workflow.</summary>
    public static DeployError NotOnRunner(IReadOnlyList<string> missing) => new("DC8001",
        $"This is no step of a GitHub workflow: {string.Join(", ", missing)} not set.", "Use the action in a workflow; on a machine of your own it is 'deploycrew plan' and 'deploycrew run'.");

    /// <summary>Inputs of the action are wrong.</summary>
    public static DeployError Inputs(IReadOnlyList<string> problems) => new("DC8002",
        $"The action's inputs have {problems.Count} problem(s).", "Correct 'with:' of the step; action.yml describes each input.", problems);

    /// <summary>The workflow would run strangers' code with the repository's secrets.</summary>
    public static DeployError UnsafeEvent(string name) => new("DC8003",
        $"Nothing was done: '{name}' gives a workflow the repository's secrets and token, and what is built would be a stranger's.",
        "Use 'on: pull_request': a fork's pull request gets a plan that needs no secrets.");

    /// <summary>A fork's pull request is not deployed.</summary>
    public static DeployError ForkRuns(string head) => new("DC8004",
        $"Nothing was done: the pull request comes from the fork {head}, and is planned, not run.", "Leave 'mode' out, or set it to plan.");

    /// <summary>What the event was cannot be read.</summary>
    public static DeployError EventNotReadable(string file, string why) => new("DC8005",
        $"The event's payload {file} cannot be read: {why}", "GITHUB_EVENT_PATH has to name the payload that GitHub's runner wrote.");

    /// <summary>The environment is changed by approved plans only, and no plan was named.</summary>
    public static DeployError PlanNotNamed(string environment) => new("DC8006",
        $"'{environment}' is changed by approved plans only; nothing was changed.",
        "Let an earlier job plan (mode: plan), and give its output plan-hash to this one as 'approved-plan'.");

    /// <summary>The plan is not the one that was approved.</summary>
    /// <param name="approved">Hash that the earlier job gave.</param>
    /// <param name="now">Hash of the plan that was made now.</param>
    /// <param name="changes">What would change now.</param>
    public static DeployError PlanDiffers(string approved, string now, IReadOnlyList<string> changes) => new("DC8007",
        $"Nothing was changed: the plan is {Short(now)} now, and {Short(approved)} was approved.",
        "Run the workflow again, so that it is planned and approved anew. Requirements, app, account and state have to be what they were; so has the base of an image.", changes);

    /// <summary>Nobody has approved this run of the workflow for the environment.</summary>
    public static DeployError NobodyApproved(string environment, string github) => new("DC8008",
        $"'{environment}' wants a person's approval, and nobody has approved this workflow run for GitHub's environment '{github}'; nothing was changed.",
        $"Give the job 'environment: {github}', and that environment required reviewers in the repository's settings.");

    /// <summary>GitHub's API refuses.</summary>
    public static DeployError Denied(string what, int status, string answer, string permission) => new("DC8010",
        $"GitHub's API answered {status} to {what}: {answer}", $"Give the job 'permissions: {permission}', and pass the token as 'github-token'.");

    /// <summary>GitHub's API cannot be asked.</summary>
    public static DeployError NotReachable(string what, string why, Exception? cause = null) => new("DC8011",
        $"GitHub's API could not be asked for {what}: {why}", "Run the job again; www.githubstatus.com tells of outages.", isTransient: true, cause: cause);

    /// <summary>A lock on the stacks' state outlived its job.</summary>
    public static DeployError LockStays(string stack, string held) => new("DC8012",
        $"The state of {stack} is locked still: {held}.", "Its owner is on another machine, or still alive. When it is known to be dead: 'deploycrew unlock'.");

    /// <summary>The strategy of requirements in the older shape cannot be replaced.</summary>
    public static DeployError StrategyOfFlat(string file) => new("DC8013",
        $"{file} has the older tool's shape, which names no strategy.", "Leave the input 'strategy' out, or write the requirements anew with 'deploycrew init'.");

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
