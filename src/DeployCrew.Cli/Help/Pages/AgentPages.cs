namespace DeployCrew.Cli.Help.Pages;

internal static class AgentPages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("mcp")
        {
            Notes =
            [
                "An MCP client starts it: name the program 'deploycrew' with the arguments 'mcp' and '--root' in the client's configuration. Standard output carries the protocol, nothing else.",
                "Always there, and changing nothing in a cloud: plan, explain, estimate, policy, status, runs, logs, diagnose, plan_rollback, plan_destroy. run applies exactly the plan of a hash; rollback and destroy want the hash of their preview.",
                "A client can never approve a plan, accept a loss of data, or destroy protected data. Paths that lead out of the root, links followed, are refused.",
            ],
            Examples =
            [
                new("deploycrew mcp --root path/to/projects", "nothing can be changed"),
                new("deploycrew mcp --root path/to/projects --allow run,rollback", "it may deploy plans and go back, too"),
            ],
            ExitCodes = [new("0", "the client has gone, or Ctrl-C"), HelpTexts.Input],
            Environment = [HelpTexts.Home, HelpTexts.Aws],
        },
    ];
}
