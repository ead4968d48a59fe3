using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>Debian's packages.</summary>
internal static class AptRules
{
    private const string Lists = "/var/lib/apt/lists";

    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3008", LintSeverity.Warning, "apt-get installs pinned versions.", "Another day, the same Dockerfile installs other versions.",
            "Write package=version; 'apt-cache policy package' in the base image shows it.", Unpinned),
        new("DL3009", LintSeverity.Info, "apt's package lists are not left in the layer.", "They are some 20-40 MB that the app never reads.",
            "End the same RUN with: rm -rf /var/lib/apt/lists/*", ListsLeft),
        new("DL3014", LintSeverity.Warning, "apt-get install does not ask.", "Nobody answers during a build.", "Add -y.",
            input => Installs(input).Where(one => !one.Command.Has("-y", "--yes", "-qq", "--assume-yes"))
                .Select(one => Found.At(one.Command.Words[0], "apt-get install asks before it installs.", AfterVerb("add -y", one.Command, "-y")))),
        new("DL3015", LintSeverity.Info, "apt-get installs what is named and no more.", "Recommended packages can be more than what was asked for.",
            "Add --no-install-recommends.",
            input => Installs(input).Where(one => !one.Command.Arguments.Any(word => word.Value.Contains("install-recommends", StringComparison.OrdinalIgnoreCase)))
                .Select(one => Found.At(one.Command.Words[0], "apt-get install takes recommended packages along.", WithoutRecommended(one.Command)))),
        new("DL3027", LintSeverity.Warning, "Scripts call apt-get, not apt.", "apt is for people: its options and output change between versions.",
            "Write apt-get, or apt-cache to search.", Apt),
    ];

    private static IEnumerable<(Instruction Run, ShellCommand Command)> Installs(LintInput input) =>
        input.Of("RUN").SelectMany(run => run.Script.Commands.Where(IsInstall).Select(command => (run, command)));

    private static bool IsInstall(ShellCommand command) => command.Name is "apt-get" or "apt" && command.Operands.Any(word => word.Value == "install");

    private static IEnumerable<Found> Unpinned(LintInput input) =>
        from one in Installs(input)
        let open = Packages.Named(one.Command, "install", "-t", "--target-release", "-o", "--option", "-c")
            .Where(name => !name.AsSpan().ContainsAny('=', '$') && !name.EndsWith(".deb", StringComparison.Ordinal)).ToList()
        where open.Count > 0
        select Found.At(one.Command.Words[0], $"The version of {string.Join(", ", open)} is left open.");

    private static IEnumerable<Found> ListsLeft(LintInput input) =>
        input.FinalRuns.Where(run => run.Script.Commands.Any(command => command.Name is "apt-get" or "apt" && command.Operands is [{ Value: "update" }, ..])
                && !run.Script.Commands.Any(command => command.Name == "rm" && command.Operands.Any(word => word.Value.StartsWith(Lists, StringComparison.Ordinal)))
                && !Packages.HasCacheMount(run, "/var/lib/apt"))
            .Select(run => Found.At(run, "apt-get update leaves its lists in the layer.",
                IsLastUse(input, run) ? Fix.Append("remove the package lists in the same RUN", input.File, run, $"rm -rf {Lists}/*") : null));

    // RUN apt-get update, and RUN apt-get install below: that one needs the lists.
    private static bool IsLastUse(LintInput input, Instruction run) =>
        run.Script.Commands.Any(IsInstall) && input.File.Stages.SelectMany(stage => stage.Instructions).SkipWhile(one => one != run).Skip(1)
            .Where(one => one.Keyword == "RUN" && one.Script.Commands.Any(IsInstall))
            .All(one => one.Script.Commands.Any(command => command.Name is "apt-get" or "apt" && command.Operands is [{ Value: "update" }, ..]));

    private static IEnumerable<Found> Apt(LintInput input) =>
        input.Of("RUN").SelectMany(run => run.Script.Commands).Where(command => command.Name == "apt")
            .Select(command => Found.At(command.Words[0], "apt is for people, not for scripts.",
                command.Operands is [{ Value: "install" or "update" or "upgrade" or "remove" or "purge" or "autoremove" or "clean" }, ..]
                    ? Fix.Replace("apt → apt-get", command.Words[0], "apt-get") : null));

    // curl, wget and git only recommend the certificates that https needs.
    private static Fix WithoutRecommended(ShellCommand command)
    {
        var fix = AfterVerb("add --no-install-recommends", command, "--no-install-recommends");
        var packages = command.Operands.SkipWhile(word => word.Value != "install").Skip(1).ToList();
        var client = packages.FirstOrDefault(word => word.Value.Split('=')[0] is "curl" or "wget" or "git");
        return client.Text is null || packages.Any(word => word.Value.StartsWith("ca-certificates", StringComparison.Ordinal)) ? fix
            : new Fix($"{fix.Title}, and ca-certificates, which {client.Value} only recommends", [.. fix.Edits, TextEdit.Insert(client.End, " ca-certificates")]);
    }

    private static Fix AfterVerb(string title, ShellCommand command, string flag) =>
        Fix.After(title, command.Operands.First(word => word.Value == "install"), flag);
}
