using System.Buffers;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>Packages of Alpine, Python, Node, Ruby and Red Hat.</summary>
internal static class PackageRules
{
    private const string Varies = "Another day, the same Dockerfile installs other versions.";

    private static readonly SearchValues<char> ApkVersion = SearchValues.Create("=~<>$.");
    private static readonly SearchValues<char> PipVersion = SearchValues.Create("=<>~!@/$");

    private static readonly string[] PipValues =
    [
        "-i", "--index-url", "--extra-index-url", "-t", "--target", "--prefix", "-f", "--find-links", "--trusted-host", "--platform",
        "--python-version", "--only-binary", "--no-binary", "--root", "--src", "--progress-bar", "--timeout", "--retries", "--proxy",
    ];

    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3013", LintSeverity.Warning, "pip installs pinned versions.", Varies, "Write package==version, or install from a requirements file.",
            input => Calls(input, "pip", "install").Where(one => !one.Command.Has("-r", "--requirement", "-c", "--constraint", "-e", "--editable"))
                .SelectMany(one => Open(one.Command, Packages.Named(one.Command, "install", PipValues), IsOpenForPip))),
        new("DL3016", LintSeverity.Warning, "npm installs pinned versions.", Varies, "Write package@version.",
            input => Calls(input, "npm", "install", "i", "add").SelectMany(one =>
                Open(one.Command, Packages.Named(one.Command, one.Command.Operands[0].Value, "--prefix", "--registry"), IsOpenForNpm))),
        new("DL3018", LintSeverity.Warning, "apk adds pinned versions.", Varies, "Write package=version, or package~=major.minor.",
            input => Calls(input, "apk", "add").SelectMany(one =>
                Open(one.Command, Packages.Named(one.Command, "add", "-t", "--virtual", "-X", "--repository"),
                    name => !name.AsSpan().ContainsAny(ApkVersion) && !name.EndsWith(".apk", StringComparison.Ordinal)))),
        new("DL3019", LintSeverity.Info, "apk add keeps no index.", "The index of packages stays in the layer.", "Add --no-cache.",
            input => Calls(input, "apk", "add").Where(one => !one.Command.Has("--no-cache") && !Packages.HasCacheMount(one.Run, "/var/cache/apk"))
                .Select(one => Found.At(one.Command.Words[0], "apk add leaves its index in the layer.", NoCache(one.Command)))),
        new("DL3028", LintSeverity.Warning, "gem installs pinned versions.", Varies, "Write gem:version, or install from a Gemfile.lock.",
            input => Calls(input, "gem", "install").Where(one => !one.Command.Has("-v", "--version", "-g"))
                .SelectMany(one => Open(one.Command, Packages.Named(one.Command, "install", "-i", "--install-dir"), name => !name.AsSpan().ContainsAny(":$")))),
        new("DL3032", LintSeverity.Warning, "yum's cache is not left in the layer.", "The app never reads it.", "End the same RUN with: yum clean all",
            input => NotCleaned(input, "yum")),
        new("DL3040", LintSeverity.Warning, "dnf's cache is not left in the layer.", "The app never reads it.", "End the same RUN with: dnf clean all",
            input => NotCleaned(input, "dnf").Concat(NotCleaned(input, "microdnf"))),
        new("DL3042", LintSeverity.Warning, "pip keeps no cache.", "The cache of downloads stays in the layer.", "Add --no-cache-dir, or set PIP_NO_CACHE_DIR=1.",
            input => Calls(input, "pip", "install").Where(one => !one.Command.Has("--no-cache-dir") && !HasPipVariable(input, one.Run)
                    && !one.Command.Assignments.Any(word => word.Value.StartsWith("PIP_NO_CACHE_DIR=", StringComparison.Ordinal)) && !Packages.HasCacheMount(one.Run, "/"))
                .Select(one => Found.At(one.Command.Words[0], "pip install leaves its cache in the layer.",
                    Fix.After("add --no-cache-dir", one.Command.Operands[0], "--no-cache-dir")))),
    ];

    private static IEnumerable<(Instruction Run, ShellCommand Command)> Calls(LintInput input, string name, params string[] verbs) =>
        input.Of("RUN").SelectMany(run => run.Script.Calls(name, verbs).Select(command => (run, command)));

    private static IEnumerable<Found> Open(ShellCommand command, IEnumerable<string> named, Func<string, bool> isOpen)
    {
        var open = named.Where(isOpen).ToList();
        return open.Count > 0 ? [Found.At(command.Words[0], $"The version of {string.Join(", ", open)} is left open.")] : [];
    }

    private static bool IsOpenForPip(string name) =>
        !name.AsSpan().ContainsAny(PipVersion) && name != "." && !name.StartsWith(".[", StringComparison.Ordinal) && !name.EndsWith(".whl", StringComparison.Ordinal)
        && !name.EndsWith(".tar.gz", StringComparison.Ordinal);

    private static bool IsOpenForNpm(string name) =>
        !(name.StartsWith('@') ? name[1..] : name).AsSpan().ContainsAny("@:#$") && name[0] is not ('.' or '/' or '~') && !name.EndsWith(".tgz", StringComparison.Ordinal)
        && !name.EndsWith(".tar.gz", StringComparison.Ordinal);

    private static Fix NoCache(ShellCommand command) =>
        command.Arguments.Where(word => word.Value is "--update" or "-U" or "--update-cache").Select(word => Fix.Replace("--update → --no-cache", word, "--no-cache"))
            .FirstOrDefault() ?? Fix.After("add --no-cache", command.Operands[0], "--no-cache");

    private static IEnumerable<Found> NotCleaned(LintInput input, string name) =>
        input.FinalRuns.Where(run => run.Script.Calls(name, "install").Any() && !run.Script.Calls(name, "clean").Any() && !Packages.HasCacheMount(run, "/var/cache")
                && !run.Script.Calls("rm").Any(rm => rm.Operands.Any(word => word.Value.StartsWith("/var/cache", StringComparison.Ordinal))))
            .Select(run => Found.At(run, $"{name} leaves its cache in the layer.", Fix.Append($"clean {name}'s cache in the same RUN", input.File, run, $"{name} clean all")));

    private static bool HasPipVariable(LintInput input, Instruction run) =>
        input.File.Stages.Where(stage => stage.AllInstructions.Contains(run)).SelectMany(stage => stage.AllInstructions)
            .Any(one => one.Keyword is "ENV" or "ARG" && one.Words.Any(word => word.Value.StartsWith("PIP_NO_CACHE_DIR", StringComparison.Ordinal)));
}
