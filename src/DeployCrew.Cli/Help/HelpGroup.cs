using DeployCrew.Cli.Help.Pages;

namespace DeployCrew.Cli.Help;

/// <summary>Commands of one purpose.</summary>
/// <param name="Title">The purpose.</param>
/// <param name="Pages">Their pages, subcommands after their command.</param>
internal sealed record HelpGroup(string Title, IReadOnlyList<HelpPage> Pages)
{
    /// <summary>All of them, in the order in which a newcomer meets them.</summary>
    public static IReadOnlyList<HelpGroup> All { get; } =
    [
        new("Begin", BeginPages.All), new("Deploy", DeployPages.All), new("Look after it", CarePages.All), new("Plan and approve", PlanPages.All),
        new("Review", ReviewPages.All), new("Images", ImagePages.All), new("AWS", AwsPages.All), new("The local cloud", LocalPages.All), new("Your shell", ShellPages.All),
        new("GitHub Action", GitHubPages.All), new("Other people's agents", AgentPages.All),
    ];

    /// <summary>The page of a command, by its words.</summary>
    public static HelpPage? PageOf(string command) => All.SelectMany(group => group.Pages).FirstOrDefault(page => page.Command == command);
}
