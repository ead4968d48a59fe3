namespace DeployCrew.Cli.Help.Pages;

internal static class GitHubPages
{
    private static readonly HelpEntry[] Runner =
    [
        new("INPUT_MODE, INPUT_…", "the action's inputs; action.yml describes them"), new("GITHUB_EVENT_PATH, GITHUB_…", "the event, the repository, the files for outputs and summary, as GitHub's runner sets them"),
        new("DEPLOYCREW_GITHUB_TOKEN", "token for the comment, the base branch's requirements and approvals"), HelpTexts.Home, HelpTexts.Aws,
    ];

    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("github")
        {
            Notes = ["In a workflow, use the action: it calls these. On a machine of your own it is 'deploycrew plan' and 'deploycrew run'."],
            Examples = [new("deploycrew github job", "in a step of a workflow")],
            Environment = Runner,
        },
        new("github prepare")
        {
            Examples = [new("deploycrew github prepare", "in a step of a workflow")],
            Environment = Runner,
        },
        new("github job")
        {
            Examples = [new("deploycrew github job", "in a step of a workflow")],
            ExitCodes = HelpTexts.Running,
            Environment = Runner,
        },
        new("github release")
        {
            Examples = [new("deploycrew github release", "in a step with 'if: cancelled()'")],
            Environment = Runner,
        },
    ];
}
