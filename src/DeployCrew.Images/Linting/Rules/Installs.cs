using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>Commands that install what an app's manifest names.</summary>
internal static class Installs
{
    public static bool IsOfManifest(ShellCommand command) => command.Name switch
    {
        _ when command.Operands.Count == 0 || command.Has("-g", "--global") => false,
        "npm" => command.Operands is [{ Value: "ci" or "clean-install" or "install" or "i" }],
        "pnpm" or "yarn" or "bun" => command.Operands is [{ Value: "install" }],
        "pip" => command.Operands[0].Value == "install" && command.Has("-r", "--requirement"),
        "uv" or "poetry" or "pipenv" or "bundle" or "composer" => command.Operands[0].Value is "install" or "sync",
        "go" => command.Operands is [{ Value: "mod" }, { Value: "download" }, ..],
        "dotnet" => command.Operands[0].Value == "restore",
        "cargo" => command.Operands[0].Value == "fetch",
        _ => false,
    };

    public static bool TakesDevelopment(ShellCommand command, bool isProduction) => command.Name switch
    {
        _ when command.Operands.Count == 0 || command.Has("-g", "--global") => false,
        "npm" => !isProduction && IsOfManifest(command) && !command.Has("--omit", "--production", "--only") && !Sets(command, "NODE_ENV=production"),
        "pnpm" => !isProduction && IsOfManifest(command) && !command.Has("--prod", "-P"),
        "yarn" => !isProduction && IsOfManifest(command) && !command.Has("--production", "--prod"),
        "bun" => !isProduction && IsOfManifest(command) && !command.Has("--production", "-p", "--omit"),
        "composer" => IsOfManifest(command) && !command.Has("--no-dev"),
        "pip" => command.Is("pip", "install") && command.Operands.Any(word => IsDevelopmentList(word.Value)),
        "pipenv" => command.Has("--dev", "-d"),
        _ => false,
    };

    private static bool Sets(ShellCommand command, string assignment) => command.Assignments.Any(word => word.Value == assignment);

    private static bool IsDevelopmentList(string file) =>
        file.EndsWith(".txt", StringComparison.Ordinal) && (file.Contains("dev", StringComparison.Ordinal) || file.Contains("test", StringComparison.Ordinal));
}
