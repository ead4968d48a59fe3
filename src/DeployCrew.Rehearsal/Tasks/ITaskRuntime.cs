using DeployCrew.Images.Oci;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>What runs the tasks: a container engine, or this machine's own processes.</summary>
internal interface ITaskRuntime
{
    /// <summary>docker | process.</summary>
    string Name { get; }

    /// <summary>Starts a task. Its output goes to <see cref="TaskLaunch.OutputFile"/>.</summary>
    /// <exception cref="TaskStartFault">It cannot be started, in ECS's words.</exception>
    Task<StartedTask> StartAsync(TaskLaunch launch, CancellationToken cancellationToken);

    /// <summary>How the task ended, or null while it runs.</summary>
    Task<TaskExit?> PollAsync(string runtimeId, CancellationToken cancellationToken);

    /// <summary>Asks the task to end, and ends it when it has not within the grace time. Returns when it is gone.</summary>
    Task<TaskExit> StopAsync(string runtimeId, TimeSpan grace, CancellationToken cancellationToken);
}

/// <summary>A task to start.</summary>
/// <param name="TaskId">Id of the task.</param>
/// <param name="Image">Image to run.</param>
/// <param name="Command">Instead of the image's command; null leaves that.</param>
/// <param name="Environment">Variables, secrets among them.</param>
/// <param name="ContainerPort">Port that the app listens on.</param>
/// <param name="Cpu">CPU units; 1024 is one CPU.</param>
/// <param name="MemoryMib">Memory in MiB.</param>
/// <param name="Folder">Folder of the task's own.</param>
internal sealed record TaskLaunch(
    string TaskId, OciLayout Image, IReadOnlyList<string>? Command, IReadOnlyDictionary<string, string> Environment,
    int ContainerPort, int Cpu, int MemoryMib, string Folder)
{
    public string OutputFile => Path.Combine(Folder, "output.log");
}

/// <summary>A task that runs.</summary>
/// <param name="RuntimeId">What the runtime knows it by, across restarts of the local cloud.</param>
/// <param name="HostPort">Loopback port of its container port.</param>
internal sealed record StartedTask(string RuntimeId, int HostPort);

/// <summary>The end of a task.</summary>
/// <param name="ExitCode">Exit code; null when nobody can know it any more.</param>
/// <param name="Reason">What ECS would say, such as OutOfMemoryError; null for a plain exit.</param>
internal sealed record TaskExit(int? ExitCode, string? Reason);

/// <summary>A task cannot be started; the message is what ECS puts into stoppedReason.</summary>
internal sealed class TaskStartFault(string message) : Exception(message);
