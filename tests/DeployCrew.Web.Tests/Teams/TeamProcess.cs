using System.Diagnostics;

namespace DeployCrew.Web.Tests.Teams;

/// <summary>A deploycrew of a team, or without a store one that is alone, as a process of its own.</summary>
internal sealed class TeamProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<string> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TeamProcess(Process process) => this.process = process;

    /// <summary>The first line of its output.</summary>
    public Task<string> FirstLine => firstLine.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The most memory that it has had, in MiB.</summary>
    public double PeakMemory => File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] is var kilobytes ? double.Parse(kilobytes, System.Globalization.CultureInfo.InvariantCulture) / 1024 : 0;

    public static TeamProcess Start(string home, string store, params string[] arguments)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Served.Root, "artifacts", "bin", "DeployCrew.Cli", configuration, "DeployCrew.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEPLOYCREW_HOME"] = home, ["DEPLOYCREW_STORE"] = store, ["DEPLOYCREW_ARTIFACTS"] = store.Length > 0 ? Path.Combine(home, "artifacts") : "" },
        };
        var started = new TeamProcess(new Process { StartInfo = start });
        started.process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                started.firstLine.TrySetResult(line.Data);
        };
        started.process.ErrorDataReceived += (_, line) => File.AppendAllText(Path.Combine(home, "team.log"), line.Data is null ? "" : $"{arguments[^1]}: {line.Data}\n");
        started.process.Start();
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    /// <summary>kill -9, it alone.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Its end.</summary>
    public Task EndedAsync() => process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>What Ctrl-C does.</summary>
    public async Task EndAsync()
    {
        if (process.HasExited)
            return;
        using var signal = new Process { StartInfo = new ProcessStartInfo("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]) };
        signal.Start();
        await signal.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
