using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DeployCrew.Images.Oci;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>
/// Runs an image without a container engine: its layers are unpacked and its command is a process of this machine, in that folder, with the
/// machine's own runtimes (node, dotnet). It isolates nothing; it is for rehearsing one's own apps.
/// </summary>
internal sealed class ProcessTaskRuntime(TimeProvider time) : ITaskRuntime
{
    // The child's output goes to a file by the shell's redirection, not by a pipe of ours: it must survive a restart of the local cloud.
    // Where the system has setsid(1), the task leads a process group of its own, so that what it starts can be ended with it.
    private const string Launch =
        "command -v setsid >/dev/null && set -- setsid \"$@\"; exec \"$@\" >>\"$DEPLOYCREW_TASK_OUTPUT\" 2>&1 </dev/null";

    private readonly ConcurrentDictionary<string, Process> started = new(StringComparer.Ordinal);

    // Tasks of a cloud before this one; their exit codes are told to nobody.
    private readonly ConcurrentDictionary<string, Process> adopted = new(StringComparer.Ordinal);

    public string Name => "process";

    public async Task<StartedTask> StartAsync(TaskLaunch launch, CancellationToken cancellationToken)
    {
        var root = Path.Combine(launch.Folder, "rootfs");
        await new ImageUnpacker().UnpackAsync(launch.Image, root, cancellationToken);
        var port = FreePort.Take();
        var run = launch.Image.Config.Config;
        IReadOnlyList<string> command = [.. run.Entrypoint ?? [], .. launch.Command is { Count: > 0 } given ? given : run.Cmd ?? []];
        if (command.Count == 0)
            throw new TaskStartFault("CannotStartContainerError: the image has no command");
        var info = StartInfo(launch, root, port, command);
        try
        {
            var process = StartProcess(info);
            var id = string.Create(CultureInfo.InvariantCulture, $"{process.Id}:{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}");
            started[id] = process;
            return new StartedTask(id, port);
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            throw new TaskStartFault($"CannotStartContainerError: {error.Message}");
        }
    }

    public Task<TaskExit?> PollAsync(string runtimeId, CancellationToken cancellationToken)
    {
        if (started.TryGetValue(runtimeId, out var process))
        {
            if (!process.HasExited)
                return Task.FromResult<TaskExit?>(null);
            Sweep(process.Id);
            return Task.FromResult<TaskExit?>(Exit(process.ExitCode));
        }

        return Task.FromResult(Adopted(runtimeId) is { HasExited: false } ? null : new TaskExit(null, null));
    }

    public async Task<TaskExit> StopAsync(string runtimeId, TimeSpan grace, CancellationToken cancellationToken)
    {
        var process = started.TryGetValue(runtimeId, out var own) ? own : Adopted(runtimeId);
        if (process is null)
            return new TaskExit(null, null);
        if (!process.HasExited)
        {
            Ask(process);
            using var patience = new CancellationTokenSource(grace, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                await process.WaitForExitAsync(linked.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            Sweep(process.Id);
        }

        started.TryRemove(runtimeId, out _);
        adopted.TryRemove(runtimeId, out _);
        return Exit(own is null ? null : process.ExitCode);
    }

    private static ProcessStartInfo StartInfo(TaskLaunch launch, string root, int port, IReadOnlyList<string> command)
    {
        var info = new ProcessStartInfo { WorkingDirectory = Inside(root, launch.Image.Config.Config.WorkingDir ?? "/"), UseShellExecute = false };
        Directory.CreateDirectory(info.WorkingDirectory);
        // Paths of the image are paths below the unpacked folder here.
        string[] arguments = [.. command.Select(part => part.StartsWith('/') && (File.Exists(Inside(root, part)) || Directory.Exists(Inside(root, part))) ? Inside(root, part) : part)];
        if (OperatingSystem.IsWindows())
        {
            info.FileName = arguments[0];
            foreach (var argument in arguments[1..])
                info.ArgumentList.Add(argument);
        }
        else
        {
            info.FileName = "/bin/sh";
            foreach (var argument in (string[])["-c", Launch, "task", .. arguments])
                info.ArgumentList.Add(argument);
        }

        SetEnvironment(info, launch, root, port);
        return info;
    }

    // Nothing of the user's environment reaches the task but what programs need to start at all.
    private static void SetEnvironment(ProcessStartInfo info, TaskLaunch launch, string root, int port)
    {
        var kept = new[] { "PATH", "LANG", "TMPDIR", "DOTNET_ROOT", "SystemRoot", "TEMP" }
            .Select(name => KeyValuePair.Create(name, System.Environment.GetEnvironmentVariable(name)))
            .Where(pair => pair.Value is not null).ToArray();
        info.Environment.Clear();
        foreach (var (name, value) in kept)
            info.Environment[name] = value;
        info.Environment["HOME"] = launch.Folder;

        // Folders of programs that the image brings; the others are this machine's.
        var own = (launch.Image.Config.Config.Env ?? []).Select(Split).Where(pair => pair.Key == "PATH").SelectMany(pair => pair.Value.Split(':'))
            .Select(folder => Inside(root, folder)).Where(Directory.Exists);
        info.Environment["PATH"] = string.Join(Path.PathSeparator, own.Append(System.Environment.GetEnvironmentVariable("PATH")));
        foreach (var (name, value) in (launch.Image.Config.Config.Env ?? []).Select(Split).Where(pair => pair.Key != "PATH").Concat(launch.Environment))
            info.Environment[name] = value.StartsWith('/') && Directory.Exists(Inside(root, value)) ? Inside(root, value) : value;
        // Every task has the same network here, so that each gets a port of its own, in the variables that apps listen by.
        info.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        info.Environment["HOST"] = "127.0.0.1";
        info.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        info.Environment.Remove("ASPNETCORE_HTTP_PORTS");
        info.Environment["DEPLOYCREW_TASK_OUTPUT"] = launch.OutputFile;
    }

    private static string Inside(string root, string path) => Path.Combine(root, path.TrimStart('/'));

    private static KeyValuePair<string, string> Split(string variable)
    {
        var equals = variable.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? KeyValuePair.Create(variable, "") : KeyValuePair.Create(variable[..equals], variable[(equals + 1)..]);
    }

    // A detached long-running child is not what IProcessRunner is for.
#pragma warning disable RS0030
    private static Process StartProcess(ProcessStartInfo info) => Process.Start(info) ?? throw new InvalidOperationException("no process was started");
#pragma warning restore RS0030

    private Process? Adopted(string runtimeId)
    {
        if (!adopted.TryGetValue(runtimeId, out var process) && Adopt(runtimeId) is { } found)
            adopted[runtimeId] = process = found;
        return process;
    }

    private static Process? Adopt(string runtimeId)
    {
        var parts = runtimeId.Split(':');
        try
        {
            var process = Process.GetProcessById(int.Parse(parts[0], CultureInfo.InvariantCulture));
            var begun = new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
            // The start time tells the task from a stranger that got its number later.
            if (!process.HasExited && Math.Abs(begun - long.Parse(parts[1], CultureInfo.InvariantCulture)) <= 2)
                return process;
            process.Dispose();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null; // there is no such process
        }

        return null;
    }

    private static void Ask(Process process)
    {
        if (OperatingSystem.IsWindows())
            process.Kill(entireProcessTree: true);
        else
            Signals.Ask(process.Id);
    }

    // As in a container: when the first process has ended, so has everything that it started.
    private static void Sweep(int processId) => Signals.KillGroup(processId);

    private static TaskExit Exit(int? code) => new(code, null);
}
