using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>What stays in a layer.</summary>
internal static class LayerRules
{
    private static readonly string[] Caches = ["/var/lib/apt/lists", "/var/cache", "/root/.cache", "/root/.npm", "~/.cache", "~/.npm", "/tmp"];
    private static readonly string[] OwnerTools = ["chown", "chmod", "mkdir", "adduser", "addgroup", "useradd", "groupadd"];

    public static IReadOnlyList<LintRule> All =>
    [
        new("DCL05", LintSeverity.Warning, "What a layer leaves behind is removed in the same RUN.",
            "A later RUN hides the files and keeps their bytes: each layer is stored and downloaded whole.",
            "Join the RUN that removes with the one that installs.", RemovedLater),
        new("DCL11", LintSeverity.Warning, "Files get their owner when they are copied.",
            "chown -R in a layer of its own stores every file a second time.", "Write COPY --chown=user:group, and leave the RUN out.", OwnerLater),
        new("DL3060", LintSeverity.Info, "yarn's cache is not left in the image.", "The app never reads it.", "End the same RUN with: yarn cache clean",
            input => Left(input, "yarn", "yarn cache clean", "install")),
        new("DCL14", LintSeverity.Info, "npm's cache is not left in the image.", "The app never reads it.", "End the same RUN with: npm cache clean --force",
            input => Left(input, "npm", "npm cache clean --force", "install", "ci", "i", "clean-install")),
    ];

    private static IEnumerable<Found> RemovedLater(LintInput input)
    {
        var installed = false;
        foreach (var run in input.FinalRuns)
        {
            var installs = run.Script.Commands.Any(command => command.Operands.Any(word => word.Value is "install" or "add" or "ci" or "update" or "sync"));
            if (installed && !installs && run.Script.Commands.FirstOrDefault(Removes) is { } command)
                yield return Found.At(command.Words[0], $"'{string.Join(' ', command.Words.Take(3).Select(word => word.Value))}' removes what an earlier layer keeps.");
            installed |= installs;
        }
    }

    private static bool Removes(ShellCommand command) => command.Name switch
    {
        "rm" => command.Operands.Any(word => Caches.Any(folder => word.Value.StartsWith(folder, StringComparison.Ordinal))),
        "apt-get" or "apt" or "yum" or "dnf" => command.Operands is [{ Value: "clean" or "autoclean" }, ..],
        "npm" or "yarn" or "pip" => command.Operands is [{ Value: "cache" }, { Value: "clean" or "purge" }, ..],
        _ => false,
    };

    // Of all that was copied: chown -R of a folder that the app writes to is small.
    private static IEnumerable<Found> OwnerLater(LintInput input)
    {
        var (folder, copied) = ("/", new HashSet<string>(StringComparer.Ordinal));
        foreach (var one in input.File.Final?.AllInstructions ?? [])
        {
            if (one.Keyword == "WORKDIR" && one.Operands.Count > 0)
                folder = Absolute(folder, one.Operands[0]);
            else if (one.Keyword is "COPY" or "ADD" && one.Operands.Count > 1)
                copied.Add(Absolute(folder, one.Operands[^1]));
            else if (one.Keyword == "RUN" && one.Script.Commands.All(command => command.Words.Count == 0 || OwnerTools.Contains(command.Name))
                && one.Script.Commands.FirstOrDefault(command => TakesAll(command, folder, copied)) is { } command)
                yield return Found.At(command.Words[0], $"'{command.Name} -R' stores the files a second time.");
        }
    }

    private static bool TakesAll(ShellCommand command, string folder, HashSet<string> copied) =>
        command.Words.Count > 0 && command.Name is "chown" or "chmod" && command.Has("-R", "--recursive")
        && command.Operands.Skip(1).Select(word => Absolute(folder, word.Value)).Any(path => copied.Any(one => one == path || one.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)));

    private static string Absolute(string folder, string path) => CopyRules.IsFromRoot(path)
        ? path.TrimEnd('/')
        : path is "." or "./" ? folder : $"{folder.TrimEnd('/')}/{path.Replace("./", "", StringComparison.Ordinal).TrimEnd('/')}";

    private static IEnumerable<Found> Left(LintInput input, string name, string clean, params string[] verbs) =>
        input.FinalRuns.Where(run => run.Script.Calls(name, verbs).Any() && !run.Script.Calls(name, "cache").Any()
                && !run.Flags.Any(flag => flag.Name == "mount" && flag.Value.Contains("type=cache", StringComparison.Ordinal))
                && !run.Script.Calls("rm").Any(rm => rm.Operands.Any(word => word.Value.Contains(name, StringComparison.Ordinal))))
            .Select(run => Found.At(run, $"{name} leaves its cache in the image.", Fix.Append($"add {clean}", input.File, run, clean)));
}
