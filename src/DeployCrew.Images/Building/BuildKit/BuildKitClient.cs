using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Docker;

namespace DeployCrew.Images.Building.BuildKit;

/// <summary>Whether an engine's BuildKit can be had, and through what.</summary>
/// <remarks>BuildKit wants a client that serves it files while it builds; that client is the docker CLI: with its buildx plugin, or, from
/// 18.09 until 23.0, by itself.</remarks>
/// <param name="IsAvailable">Whether it can.</param>
/// <param name="UsesBuildx">Whether the plugin does it.</param>
/// <param name="Reason">By what, or why not; part of a sentence for people.</param>
public sealed partial record BuildKitClient(bool IsAvailable, bool UsesBuildx, string Reason)
{
    private static readonly Version FirstByItself = new(20, 10);
    private static readonly Version LastByItself = new(23, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks for it.</summary>
    /// <param name="processes">Asks the docker CLI.</param>
    /// <param name="program">The docker CLI: a name on PATH, or a path.</param>
    /// <param name="engine">What the engine says about itself.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<BuildKitClient> FindAsync(IProcessRunner processes, string program, EngineVersion engine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(engine);
        if (!engine.HasBuildKit)
            return No("the engine has no BuildKit");
        if (await AnswerAsync(processes, program, ["buildx", "version"], cancellationToken) is { } buildx)
            return new(true, true, Number().Match(buildx) is { Success: true } plugin ? $"BuildKit, by docker buildx {plugin.Value}" : "BuildKit, by docker buildx");
        if (await AnswerAsync(processes, program, ["--version"], cancellationToken) is not { } text)
            return No("there is no docker CLI on PATH, which BuildKit wants");
        // Docker version 20.10.24+dfsg1, build 297e128
        if (!text.StartsWith("Docker version ", StringComparison.Ordinal) || !Version.TryParse(Number().Match(text).Value, out var version))
            return No($"'{program}' on PATH is no docker CLI");
        return version >= FirstByItself && version < LastByItself
            ? new(true, false, $"BuildKit, by docker {version}")
            : No($"docker {version} has no buildx plugin, which BuildKit wants");
    }

    private static BuildKitClient No(string why) => new(false, false, $"the classic builder, because {why}");

    /// <summary>The first line of its output; null when it is not there, says no, or says nothing for long.</summary>
    private static async Task<string?> AnswerAsync(IProcessRunner processes, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var result = await processes.RunAsync(new ProcessCommand(program, arguments), limit.Token);
            return result.ExitCode == 0 ? result.Output.FirstOrDefault() : null;
        }
        catch (DeployError)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex Number();
}
