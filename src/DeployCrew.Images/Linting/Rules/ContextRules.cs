using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>What is sent to the builder.</summary>
internal static class ContextRules
{
    public static IReadOnlyList<LintRule> All =>
    [
        new("DCL07", LintSeverity.Warning, "A .dockerignore keeps out what is no source.",
            "Without it, version control, local dependencies and secrets are sent to the builder, and COPY . . puts them into the image.",
            "Add a .dockerignore with .git, .env, node_modules and build output.", Ignored),
        new("DCL15", LintSeverity.Error, "No secret is among the files of the build.",
            "It ends up in a layer of the image, for everybody who can pull it; deploying refuses it with DC3140.",
            "Name the file in .dockerignore; what the app needs of it belongs in 'secrets' of requirements.json.",
            input => input.File.Stages.Take(1).SelectMany(stage => input.Context.Secrets.Select(secret => Found.At(stage.From, $"{secret}.")))),
    ];

    private static IEnumerable<Found> Ignored(LintInput input)
    {
        if (input.Context.Folder is null || input.File.Stages.Count == 0 || !TakesAll(input))
            return [];
        if (input.Context.DockerIgnore is not { } text)
            return [Found.At(input.File.Stages[0].From, "There is no .dockerignore.", new Fix("add a .dockerignore", []) { DockerIgnore = Standard(input) })];
        var rules = DockerIgnore.Parse(text);
        var let = input.Context.Heavy.Where(name => !rules.Ignores(name) || !rules.Ignores(name + "/file")).Where(name => !IsCopied(input, name)).ToList();
        return let.Count == 0 ? [] :
        [
            Found.At(input.File.Stages[0].From, $".dockerignore lets {string.Join(", ", let)} in.", new Fix(".dockerignore: leave them out", [])
            {
                DockerIgnore = (text.Length == 0 || text.EndsWith('\n') ? text : text + "\n") + string.Concat(let.Select(name => name + "\n")),
            }),
        ];
    }

    private static bool TakesAll(LintInput input) =>
        input.Of("COPY", "ADD").Any(copy => copy.Flag("from") is null && copy.Operands.Count > 1 && CopyRules.Sources(copy).Any(path => path is "." or "./" or "/"));

    // COPY target/*.jar app.jar: what is copied by its name is meant to be there.
    private static bool IsCopied(LintInput input, string name) =>
        input.Of("COPY", "ADD").Where(copy => copy.Flag("from") is null && copy.Operands.Count > 1).SelectMany(CopyRules.Sources)
            .Any(path => path.TrimStart('.', '/').StartsWith(name.TrimStart('.', '*', '/').TrimEnd('*'), StringComparison.Ordinal));

    private static string Standard(LintInput input)
    {
        string[] lines =
        [
            ".git", ".gitignore", ".dockerignore", "Dockerfile*", "**/.DS_Store", "**/.env", "**/.env.local", "**/.env.*.local", "**/node_modules", "**/__pycache__", "**/.venv",
        ];
        return string.Join('\n', lines.Concat(input.Context.Heavy.Where(name => name is "bin" or "obj" or "target" or "venv")).Where(line => !IsCopied(input, line))) + "\n";
    }
}
