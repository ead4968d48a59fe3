using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeployCrew.Rehearsal.Machine;

/// <summary>
/// The one machine that the local cloud has: this one. Scripts really run, by /bin/sh, each in a folder of its own, as who runs the local cloud;
/// the cloud's address and key are in their environment. It isolates nothing; it is for rehearsing one's own builds.
/// </summary>
/// <param name="folder">Where the scripts' folders are while they run.</param>
/// <param name="world">Environment of every script besides PATH and HOME, by region.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalMachine(string folder, Func<string, IReadOnlyDictionary<string, string>> world, TimeProvider time)
{
    // A group of processes of its own, so that what it starts can be ended with it.
    private const string Launch = "command -v setsid >/dev/null && exec setsid /bin/sh \"$1\"; exec /bin/sh \"$1\"";
    private static readonly string[] Kept = ["PATH", "LANG", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    private readonly ConcurrentDictionary<string, RunningScript> running = new(StringComparer.Ordinal);

    /// <summary>Id of the machine, as SSM and EC2 would call it.</summary>
    public const string InstanceId = "i-0decc0de0decc0de0";

    /// <summary>The machine, where it has a shell.</summary>
    public static IReadOnlyList<string> Instances => OperatingSystem.IsWindows() ? [] : [InstanceId];

    /// <summary>Starts a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="line">Gets each line of its output, and whether it is of the error stream; one at a time.</param>
    /// <param name="ended">Told of its end, after the last line.</param>
    public void Start(MachineScript script, Action<string, bool> line, Action<ScriptEnd> ended)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, script.Id)).FullName;
        var file = Path.Combine(home, "script.sh");
        File.WriteAllText(file, script.Text);
        var run = running[script.Id] = new RunningScript(StartProcess(StartInfo(script, home, file)), line, time);
        _ = Task.Run(async () =>
        {
            var end = await run.EndAsync(script.Limit);
            running.TryRemove(script.Id, out _);
            Remove(home);
            ended(end);
        });
    }

    /// <summary>Ends a script with all that it has started; one that has ended stays as it is.</summary>
    public void Cancel(string id)
    {
        if (running.TryGetValue(id, out var run))
            run.Cancel();
    }

    /// <summary>Ends every script.</summary>
    public async Task StopAllAsync()
    {
        foreach (var run in running.Values)
            run.Cancel();
        for (var patience = 100; !running.IsEmpty && patience > 0; patience--)
            await Task.Delay(TimeSpan.FromMilliseconds(20), time);
    }

    private ProcessStartInfo StartInfo(MachineScript script, string home, string file)
    {
        var info = new ProcessStartInfo("/bin/sh", ["-c", Launch, "sh", file])
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var name in Kept)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
                info.Environment[name] = value;
        }

        info.Environment["HOME"] = home;
        foreach (var (name, value) in world(script.Region).Concat(script.Variables))
            info.Environment[name] = value;
        return info;
    }

    // It runs as long as it likes and is told to somebody else: not what IProcessRunner is for.
#pragma warning disable RS0030
    private static Process StartProcess(ProcessStartInfo info) => Process.Start(info) ?? throw new InvalidOperationException("no process was started");
#pragma warning restore RS0030

    private static void Remove(string home)
    {
        try
        {
            Directory.Delete(home, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return; // what it left behind belongs to somebody else
        }
    }
}
