namespace DeployCrew.Cli.Help.Pages;

internal static class ShellPages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("completion")
        {
            Notes =
            [
                "bash: a line in ~/.bashrc: eval \"$(deploycrew completion bash)\"",
                "zsh: a line in ~/.zshrc, after compinit: source <(deploycrew completion zsh)",
                "fish: a line in ~/.config/fish/config.fish: deploycrew completion fish | source",
                "PowerShell: a line in $PROFILE: deploycrew completion pwsh | Out-String | Invoke-Expression",
                "Commands, options, fixed values, environments and services of the requirements that are named or lie here, runs and plans are completed; the rest are files.",
            ],
            Examples = [new("deploycrew completion bash", "prints the script")],
            ExitCodes = [new("0", "done"), HelpTexts.Input],
            Environment = [HelpTexts.Home],
        },
    ];
}
