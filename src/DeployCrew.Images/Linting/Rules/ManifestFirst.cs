using System.Text.Json;
using System.Text.RegularExpressions;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>Puts the manifests and the install above <c>COPY . .</c>, where that cannot change what is installed.</summary>
internal static partial class ManifestFirst
{
    // Scripts that npm runs on install: they may read the source.
    private static readonly string[] InstallScripts = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];

    public static Fix? Fix(LintInput input, Stage stage, Instruction source, Instruction run)
    {
        var isNext = stage.Instructions.Contains(source) && stage.Instructions.SkipWhile(one => one != source).Skip(1).FirstOrDefault() == run;
        var isPlain = source.Operands.Count == 2 && source.Operands[1] is "." or "./" && source.Exec is null && run.Heredocs.Count == 0;
        if (!isNext || !isPlain || run.Script.Commands is not [var command] || Manifests(input.Context, command) is not { Count: > 0 } manifests)
            return null;
        var text = input.File.Source;
        var flags = string.Concat(source.Flags.Select(flag => flag.Word.Text + " "));
        var runText = text.Text[run.Start..run.End];
        return new Fix($"copy {string.Join(", ", manifests)} and install, then copy the rest",
        [
            TextEdit.Insert(source.Start, $"COPY {flags}{string.Join(' ', manifests)} ./{text.NewLine}{runText}{text.NewLine}"),
            new TextEdit(source.End, run.End, Between(text, source, run)),
        ]);
    }

    // Comments between the two stay; the line of the RUN goes.
    private static string Between(SourceText text, Instruction source, Instruction run) => text.Text[source.End..run.Start].TrimEnd(' ', '\t', '\r', '\n');

    private static List<string> Manifests(LintContext context, ShellCommand command) => command.Name switch
    {
        "npm" when context.Holds("package.json") && !RunsScripts(context.Read("package.json")!) && !context.Holds(".npmrc") =>
            [.. new[] { "package.json", "package-lock.json", "npm-shrinkwrap.json" }.Where(context.Holds)],
        "pip" when Packages.Named(command, "install").ToList() is [var list] && command.Has("-r") && context.Read(list) is { } text && !list.Contains('/', StringComparison.Ordinal)
            && !LocalRequirement().IsMatch(text) => [list],
        "go" when context.Holds("go.mod") && !context.Read("go.mod")!.Contains("=> .", StringComparison.Ordinal) => [.. new[] { "go.mod", "go.sum" }.Where(context.Holds)],
        _ => [],
    };

    private static bool RunsScripts(string packageJson)
    {
        try
        {
            using var json = JsonDocument.Parse(packageJson);
            return packageJson.Contains("\"file:", StringComparison.Ordinal) || packageJson.Contains("\"workspaces\"", StringComparison.Ordinal)
                || (json.RootElement.TryGetProperty("scripts", out var scripts) && InstallScripts.Any(name => scripts.TryGetProperty(name, out _)));
        }
        catch (JsonException)
        {
            return true;
        }
    }

    // -e . · -r other.txt · ./package · file:…
    [GeneratedRegex(@"^\s*(?:-[ercf]\b|--\w|\.|/|file:)|@ file:", RegexOptions.Multiline)]
    private static partial Regex LocalRequirement();
}
