using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>Runs the tool of an app's ecosystem.</summary>
internal sealed class BuildTool(IProcessRunner processes, IProgress<string>? log)
{
    private const int KeptLines = 30;

    /// <summary>Install scripts of packages run with the tool: they get no credentials of ours, and no settings of the program that we run in.</summary>
    private static readonly string[] Removed =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "ANTHROPIC_API_KEY",
        "PULUMI_ACCESS_TOKEN", "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly",
    ];

    private static readonly Dictionary<string, string> Set = new()
    {
        ["CI"] = "true",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        // Nothing may stay behind when the build is over.
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["npm_config_update_notifier"] = "false",
        ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1",
    };

    /// <summary>Runs a command in a folder.</summary>
    /// <returns>Its standard output.</returns>
    /// <exception cref="DeployError">DC3309 with the last lines of output; DC9002 when the tool is not there.</exception>
    public Task<IReadOnlyList<string>> RunAsync(string folder, CancellationToken cancellationToken, params IReadOnlyList<string> command) =>
        RunAsync(folder, new Dictionary<string, string>(), cancellationToken, command);

    /// <summary>Runs a command in a folder, with variables of its own.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(
        string folder, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken, params IReadOnlyList<string> command)
    {
        var lines = new List<string>();
        var environment = Set.Concat(variables).ToDictionary(one => one.Key, one => (string?)one.Value);
        foreach (var name in Removed)
            environment[name] = null;
        var result = await processes.RunAsync(new ProcessCommand(command[0], [.. command.Skip(1)])
        {
            WorkingDirectory = folder,
            Environment = environment,
            OnLine = line =>
            {
                lock (lines)
                    lines.Add(line);
                log?.Report(line);
            },
        }, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw ImageErrors.BuildToolFailed(string.Join(' ', command.Take(3)), result.ExitCode, [.. lines.TakeLast(KeptLines)]);
    }
}
