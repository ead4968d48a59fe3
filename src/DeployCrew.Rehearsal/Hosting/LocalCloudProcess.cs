using System.Diagnostics;
using System.Net;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>The background process of the local cloud in one folder: start, find, stop.</summary>
/// <param name="folder">The cloud's folder.</param>
/// <param name="program">This program, and the arguments before ours: how to run DeployCrew again.</param>
/// <param name="time">The clock.</param>
public sealed class LocalCloudProcess(string folder, IReadOnlyList<string> program, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Where the process writes what it has to say.</summary>
    public string LogFile => Path.Combine(folder, "cloud.log");

    /// <summary>The cloud, when it answers; else null.</summary>
    public async Task<LocalCloudAddress?> FindAsync(CancellationToken cancellationToken)
    {
        if (LocalCloudAddress.Read(folder) is not { } address)
            return null;
        using var client = address.CreateClient();
        try
        {
            using var answer = await client.GetAsync("/_deploycrew/health", cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK ? address : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The cloud, started if it does not run.</summary>
    /// <param name="region">Region of a cloud that is made now.</param>
    /// <param name="cancellationToken">Ends the waiting; the cloud starts all the same.</param>
    /// <exception cref="DeployError">DC4051: it did not come up.</exception>
    public async Task<LocalCloudAddress> StartAsync(string region, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var deadline = time.GetUtcNow() + Patience;
        using var starting = await FileLock.TakeAsync(Path.Combine(folder, "starting.lock"), time, deadline, cancellationToken);
        if (await FindAsync(cancellationToken) is { } running)
            return running;
        File.Delete(LocalCloudAddress.RunningFile(folder));
        using var process = Spawn(region);
        while (time.GetUtcNow() < deadline)
        {
            if (await FindAsync(cancellationToken) is { } address)
                return address;
            if (process.HasExited)
                throw EngineErrors.LocalCloudNotStarted($"its process ended with code {process.ExitCode}.", LastLines());
            await Task.Delay(Pause, time, cancellationToken);
        }

        throw EngineErrors.LocalCloudNotStarted($"it did not answer within {Patience.TotalSeconds:0} s.", LastLines());
    }

    /// <summary>Stops the cloud and everything that it started. False when there was nothing to stop.</summary>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        var address = await FindAsync(cancellationToken);
        if (address is null && !HasOrphans())
            return false;
        // A cloud that was killed left its tasks; only a cloud knows how to end them.
        address ??= await StartAsync("us-east-1", cancellationToken);
        using var client = address.CreateClient();
        using var answer = await client.PostAsync("/_deploycrew/stop", null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await WaitForEndAsync(address.ProcessId, cancellationToken);
        return true;
    }

    private async Task WaitForEndAsync(int processId, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            using var limit = new CancellationTokenSource(Patience * 2, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await process.WaitForExitAsync(linked.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (ArgumentException)
        {
            return; // it has ended already
        }
    }

    private bool HasOrphans() => File.Exists(Path.Combine(folder, "state.json"))
        && File.ReadAllText(Path.Combine(folder, "state.json")).Contains("\"lastStatus\":\"RUNNING\"", StringComparison.Ordinal);

    private string[] LastLines() => File.Exists(LogFile) ? [.. File.ReadLines(LogFile).TakeLast(20)] : [];

    // Two commands may start the cloud at the same moment; the second waits, and finds it running.
    // The output goes to a file by the shell's redirection: with a pipe, whoever reads our own output would wait for the cloud to end.
    private Process Spawn(string region)
    {
        string[] command = [.. program, "local", "serve", "--folder", folder, "--region", region];
        var info = new ProcessStartInfo { UseShellExecute = false, CreateNoWindow = true, WorkingDirectory = folder };
        if (OperatingSystem.IsWindows())
        {
            info.FileName = command[0];
            foreach (var argument in command[1..])
                info.ArgumentList.Add(argument);
        }
        else
        {
            info.FileName = "/bin/sh";
            foreach (var argument in (string[])["-c", "exec \"$@\" >>\"$DEPLOYCREW_CLOUD_LOG\" 2>&1 </dev/null", "local-cloud", .. command])
                info.ArgumentList.Add(argument);
            info.Environment["DEPLOYCREW_CLOUD_LOG"] = LogFile;
        }

        // A background process that outlives us is not what IProcessRunner is for.
#pragma warning disable RS0030
        return Process.Start(info)!;
#pragma warning restore RS0030
    }
}
