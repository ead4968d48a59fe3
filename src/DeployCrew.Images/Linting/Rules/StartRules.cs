using System.Buffers;
using System.Globalization;
using System.Text.Json;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>What the container starts, and where it listens.</summary>
internal static class StartRules
{
    private static readonly SearchValues<char> ShellOnly = SearchValues.Create("`*?~<>{}[]\\");

    public static IReadOnlyList<LintRule> All =>
    [
        new("DL3025", LintSeverity.Warning, "CMD and ENTRYPOINT are in exec form.",
            "In shell form, the shell is process 1: the app never hears SIGTERM, and is killed in the middle of requests when it is replaced.",
            "Write the JSON form: CMD [\"node\", \"server.js\"].", ShellForm),
        new("DL4003", LintSeverity.Warning, "There is one CMD.", "Only the last one counts.", "Remove the others.", input => Repeated(input, "CMD")),
        new("DL4004", LintSeverity.Error, "There is one ENTRYPOINT.", "Only the last one counts.", "Remove the others.", input => Repeated(input, "ENTRYPOINT")),
        new("DL3012", LintSeverity.Error, "There is one HEALTHCHECK.", "Only the last one counts.", "Remove the others.", input => Repeated(input, "HEALTHCHECK")),
        new("DL3011", LintSeverity.Error, "Ports are 0 to 65535.", "There are no others.", "Correct the port.",
            input => Ports(input.Of("EXPOSE")).Where(port => port.Number > 65535).Select(port => Found.At(port.Word, $"{port.Number} is no port."))),
        new("DCL09", LintSeverity.Info, "Signals reach the app.", "A shell or package manager as process 1 does not pass SIGTERM on: the app is killed in the middle of requests.",
            "Start the app itself: CMD [\"node\", \"server.js\"]; in a shell, with exec.", Wrapped),
        new("DCL10", LintSeverity.Info, "EXPOSE names the port of the requirements.", "The load balancer asks that port; readers and tools go by EXPOSE.",
            "EXPOSE the port that requirements.json names, and listen on $PORT.", Exposed),
    ];

    private static IEnumerable<Found> ShellForm(LintInput input)
    {
        foreach (var one in input.Of("CMD", "ENTRYPOINT").Where(one => one.Exec is null))
        {
            var stage = input.File.Stages.LastOrDefault(stage => stage.Instructions.Contains(one));
            var isSafe = stage is not null && !stage.AllInstructions.Any(other => other.Keyword == "SHELL" || (one.Keyword == "CMD" && other.Keyword == "ENTRYPOINT"));
            yield return Found.At(one, $"{one.Keyword} is in shell form.", isSafe && ExecForm(one) is { } exec
                ? new Fix($"{one.Keyword} in exec form", [new TextEdit(one.Arguments.Offset(0), one.Arguments.EndOffset(one.Arguments.Text.TrimEnd().Length), exec)])
                : null);
        }
    }

    // Only a single command without anything that a shell would do; one with variables keeps the shell, which hands over with exec.
    private static string? ExecForm(Instruction one)
    {
        var text = one.Arguments.Text;
        if (one.Script.Commands is not [{ Assignments.Count: 0 } command] || text.AsSpan().ContainsAny(";&|#")
            || (text.AsSpan().ContainsAny(ShellOnly) && !text.Contains("${", StringComparison.Ordinal)))
            return null;
        var words = command.Words.Select(word => word.Value).ToList();
        if (text.Contains('$', StringComparison.Ordinal))
            words = ["sh", "-c", "exec " + string.Join(' ', command.Words.Select(word => word.Text))];
        return "[" + string.Join(", ", words.Select(word => JsonSerializer.Serialize(word, JsonText.Relaxed))) + "]";
    }

    private static IEnumerable<Found> Repeated(LintInput input, string keyword) =>
        input.File.Stages.SelectMany(stage => stage.Instructions.Where(one => one.Keyword == keyword).SkipLast(1))
            .Select(one => Found.At(one, $"A later {keyword} takes the place of this one."));

    private static IEnumerable<Found> Wrapped(LintInput input)
    {
        if (input.File.Final?.AllInstructions.LastOrDefault(one => one.Keyword == "CMD") is not { Script.Commands: { Count: > 0 } commands } start)
            return [];
        var last = commands[^1];
        if (commands.Count == 1 && last.Words.Count > 0 && last.Name is "npm" or "yarn" or "pnpm")
            return [Found.At(start, $"{last.Name} starts the app as its child.")];
        return start.Exec is ["sh" or "/bin/sh" or "bash" or "/bin/bash", "-c", var script, ..] && last.Words.Count > 0
            && !script.Contains($"exec {last.Words[0].Text}", StringComparison.Ordinal)
            ? [Found.At(start, $"The shell is process 1, and {last.Name} its child.")] : [];
    }

    private static IEnumerable<Found> Exposed(LintInput input)
    {
        if (input.File.Final is not { } stage)
            return [];
        var exposes = stage.AllInstructions.Where(one => one.Keyword == "EXPOSE").ToList();
        var start = stage.Instructions.FirstOrDefault(one => one.Keyword is "CMD" or "ENTRYPOINT");
        if (exposes.Count == 0)
        {
            return [Found.At(stage.From, input.Context.Port is { } wanted ? $"EXPOSE {wanted} is missing." : "EXPOSE is missing.",
                input.Context.Port is { } port && start is not null ? Fix.Above($"add EXPOSE {port}", input.File, start, $"EXPOSE {port.ToString(CultureInfo.InvariantCulture)}") : null)];
        }

        var numbers = Ports(exposes).Select(port => port.Number).ToList();
        return input.Context.Port is { } required && numbers.Count > 0 && !numbers.Contains(required)
            && !exposes.Any(one => one.Arguments.Text.Contains('$', StringComparison.Ordinal))
            ? [Found.At(exposes[^1], $"EXPOSE names {string.Join(", ", numbers)}, the requirements {required}.") with { Severity = LintSeverity.Warning }] : [];
    }

    private static IEnumerable<(int Number, Word Word)> Ports(IEnumerable<Instruction> exposes) =>
        from word in exposes.SelectMany(expose => expose.Words)
        from part in word.Value.Split('/')[0].Split('-')
        where int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select (int.Parse(part, CultureInfo.InvariantCulture), word);
}
