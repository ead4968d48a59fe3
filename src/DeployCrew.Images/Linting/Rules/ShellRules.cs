using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>What RUN runs.</summary>
internal static class ShellRules
{
    private static readonly HashSet<string> Pointless = ["ssh", "vim", "shutdown", "service", "ps", "free", "top", "kill", "mount", "ifconfig"];
    private static readonly string[] PosixShells = ["sh", "bash", "ash", "dash", "zsh", "ksh"];

    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3001", LintSeverity.Info, "RUN does what an image can keep.", "Processes, mounts and services do not outlive the RUN.", "Leave the command out.",
            input => Named(input, Pointless.Contains, name => $"'{name}' has no effect on the image.")),
        new("DL3003", LintSeverity.Warning, "WORKDIR changes the folder.", "cd holds for its own RUN only, and readers lose track.", "Use WORKDIR.",
            input => Named(input, name => name == "cd", _ => "cd changes the folder for this RUN only.")),
        new("DL3004", LintSeverity.Error, "RUN does without sudo.", "sudo behaves differently without a terminal, and is one way to root that stays in the image.",
            "Put USER root above the RUN and the other user below it.", input => Named(input, name => name == "sudo", _ => "sudo is called.")),
        new("DL3059", LintSeverity.Info, "RUNs that belong together are one.", "Each is a layer of its own.", "Join them with &&.", Consecutive),
        new("DL4001", LintSeverity.Warning, "Either wget or curl is used.", "The second one is one more package to install and to keep safe.", "Use the one that is there.", TwoDownloaders),
        new("DL4006", LintSeverity.Warning, "A pipe fails when its first command does.", "Without pipefail, a failed download goes into the image unnoticed.",
            "Put SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] above (Alpine: /bin/ash -eo pipefail), or avoid the pipe.", OpenPipes),
    ];

    private static IEnumerable<Found> Named(LintInput input, Func<string, bool> isMeant, Func<string, string> message) =>
        input.Of("RUN").SelectMany(run => run.Script.Commands).Where(command => command.Words.Count > 0 && isMeant(command.Name))
            .Select(command => Found.At(command.Words[0], message(command.Name)));

    private static IEnumerable<Found> Consecutive(LintInput input)
    {
        foreach (var stage in input.File.Stages)
        {
            for (var i = 1; i < stage.Instructions.Count; i++)
            {
                var (one, two) = (stage.Instructions[i - 1], stage.Instructions[i]);
                if (one.Keyword == "RUN" && two.Keyword == "RUN" && one.Script.Commands.Count <= 2 && two.Script.Commands.Count <= 2
                    && one.Heredocs.Count + two.Heredocs.Count == 0 && one.Flags.Select(flag => flag.Word.Text).SequenceEqual(two.Flags.Select(flag => flag.Word.Text)))
                {
                    yield return Found.At(two, "This RUN follows another one.");
                }
            }
        }
    }

    private static IEnumerable<Found> TwoDownloaders(LintInput input)
    {
        foreach (var stage in input.File.Stages)
        {
            var calls = stage.Instructions.Where(one => one.Keyword == "RUN").SelectMany(run => run.Script.Commands)
                .Where(command => command.Words.Count > 0 && command.Name is "wget" or "curl").ToList();
            if (calls.Find(call => call.Name != calls[0].Name) is { } second)
                yield return Found.At(second.Words[0], $"{second.Name} is called, and {calls[0].Name} above.");
        }
    }

    private static IEnumerable<Found> OpenPipes(LintInput input)
    {
        foreach (var stage in input.File.Stages)
        {
            var safe = false;
            foreach (var one in stage.AllInstructions)
            {
                if (one.Keyword == "SHELL")
                    safe = IsSafe(one.Operands);
                else if (one.Keyword == "RUN" && !safe && one.Script.HasPipe && stage.Instructions.Contains(one) && !SetsPipefail(one.Script))
                    yield return Found.At(one, "The failure of a command before a pipe goes unnoticed.");
            }
        }
    }

    private static bool IsSafe(IReadOnlyList<string> shell) =>
        shell.Count > 0 && (shell.Contains("pipefail") || !PosixShells.Contains(shell[0][(shell[0].LastIndexOf('/') + 1)..]));

    private static bool SetsPipefail(ShellScript script) => script.Calls("set").Any(command => command.Operands.Any(word => word.Value == "pipefail"));
}
