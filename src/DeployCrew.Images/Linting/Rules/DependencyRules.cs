using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>How the app's own dependencies come in.</summary>
internal static class DependencyRules
{
    private static readonly string[] NpmLocks = ["package-lock.json", "npm-shrinkwrap.json"];

    public static IReadOnlyList<LintRule> All =>
    [
        new("DCL04", LintSeverity.Warning, "Dependencies are installed before the source is copied.",
            "The other way round, every change of a source file installs all of them anew.",
            "COPY the manifest and lock file, install, and COPY the rest after it.", SourceFirst),
        new("DCL12", LintSeverity.Warning, "The image holds no development dependencies.", "They are often more than the app itself, and attack surface.",
            "Install without them: npm ci --omit=dev, pnpm install --prod, composer install --no-dev, …", WithDevelopment),
        new("DCL13", LintSeverity.Warning, "npm installs what the lock file says.", "npm install may choose other versions and change the lock file; npm ci never does.",
            "Write npm ci.", NotLocked),
    ];

    private static IEnumerable<Found> SourceFirst(LintInput input)
    {
        foreach (var stage in input.File.Stages)
        {
            Instruction? source = null;
            var installed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var one in stage.AllInstructions)
            {
                if (one.Keyword is "COPY" or "ADD" && one.Flag("from") is null && CopyRules.Sources(one).Any(path => path is "." or "./"))
                {
                    source ??= one;
                }
                else if (one.Keyword == "RUN" && one.Script.Commands.FirstOrDefault(Installs.IsOfManifest) is { } command)
                {
                    // A second install above takes what the first one left.
                    if (installed.Add(command.Name) is false || source is null || !stage.Instructions.Contains(one))
                        continue;
                    yield return Found.At(source, $"All of the source is copied before '{command.Name} {command.Operands[0].Value}': every change installs anew.",
                        ManifestFirst.Fix(input, stage, source, one));
                    break;
                }
            }
        }
    }

    private static IEnumerable<Found> WithDevelopment(LintInput input)
    {
        if (input.File.Final is not { } stage)
            return [];
        var isProduction = stage.AllInstructions.Any(one => one.Keyword == "ENV" && SettingRules.Pairs(one).Contains(("NODE_ENV", "production")));
        var commands = input.FinalRuns.SelectMany(run => run.Script.Commands).ToList();
        if (commands.Any(command => command.Name is "npm" or "pnpm" or "yarn" && command.Operands.Any(word => word.Value == "prune")))
            return [];
        return commands.Where(command => Installs.TakesDevelopment(command, isProduction))
            .Select(command => Found.At(command.Words[0], $"'{command.Name} {command.Operands[0].Value}' takes development dependencies into the image."));
    }

    private static IEnumerable<Found> NotLocked(LintInput input)
    {
        if (NpmLocks.FirstOrDefault(input.Context.Holds) is not { } name)
            return [];
        return input.File.Stages.SelectMany(stage => stage.Instructions.Where(one => one.Keyword == "RUN").SelectMany(run =>
            run.Script.Calls("npm", "install", "i").Where(command => command.Operands.Count == 1 && !command.Has("-g", "--global"))
                .Select(command => Found.At(command.Words[0], $"npm install does not hold to {name}.",
                    stage.AllInstructions.TakeWhile(one => one != run).Any(one => Brings(one, name)) ? Fix.Replace("npm install → npm ci", command.Operands[0], "ci") : null))));
    }

    // COPY package*.json ./ · COPY . .
    private static bool Brings(Instruction copy, string file) =>
        copy.Keyword is "COPY" or "ADD" && copy.Flag("from") is null && CopyRules.Sources(copy)
            .Any(path => path is "." or "./" || path == file || path == "./" + file || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(path, file, ignoreCase: false));
}
