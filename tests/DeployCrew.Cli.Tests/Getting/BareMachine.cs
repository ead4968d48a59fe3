using DeployCrew.Cli.Tests.Commands;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Getting;

/// <summary>A machine that has what is given to it and nothing else: a PATH of its own, an empty home, no variables. Its local cloud goes with it.</summary>
/// <param name="tools">Programs of this machine that are on its PATH.</param>
internal sealed class BareMachine(params string[] tools) : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private string? program;

    /// <summary>A path inside.</summary>
    public string In(params string[] parts) => folder.In(parts);

    /// <summary>Puts a file into an empty folder, and takes it as the program.</summary>
    public string Install(string file)
    {
        Directory.CreateDirectory(In("program"));
        File.Copy(file, program = In("program", "deploycrew"));
        return program;
    }

    /// <summary>Takes a program where it lies.</summary>
    public void Use(string file) => program = file;

    /// <summary>Runs the program to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        Directory.CreateDirectory(In("bin"));
        foreach (var tool in tools.Where(tool => !Path.Exists(In("bin", tool))))
            File.CreateSymbolicLink(In("bin", tool), OnPath(tool));
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("env", ["-i", $"PATH={In("bin")}", $"HOME={In("home")}", $"DEPLOYCREW_HOME={In("data")}", "DOCKER_HOST=unix:///nonexistent/docker.sock", program!, .. arguments]),
            CancellationToken.None);
        return new CommandResult(result.ExitCode, string.Join('\n', result.Output), string.Join('\n', result.Errors));
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null && File.Exists(program))
            await RunAsync("local", "down");
        folder.Dispose();
    }

    private static string OnPath(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(one => Path.Combine(one, tool)).First(File.Exists);
}
