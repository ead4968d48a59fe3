using System.Collections.Concurrent;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Runs tasks as containers of a Docker Engine. The image goes in from the local registry's own files; nothing is pulled.</summary>
internal sealed class DockerTaskRuntime(DockerEngine engine, Func<string, string> outputFileOf) : ITaskRuntime
{
    private const string TaskLabel = "io.deploycrew.task";

    private readonly ConcurrentDictionary<string, Task> followed = new(StringComparer.Ordinal);

    public string Name => "docker";

    public async Task<StartedTask> StartAsync(TaskLaunch launch, CancellationToken cancellationToken)
    {
        try
        {
            var image = launch.Image.Manifest.Config.Digest;
            if (await engine.FindImageAsync(image, cancellationToken) is null)
                await engine.LoadAsync((stream, token) => DockerArchive.WriteAsync(launch.Image, Tag(launch.Image), stream, token), cancellationToken);
            var container = await engine.CreateAsync(Spec(launch, image), cancellationToken);
            await engine.StartAsync(container, cancellationToken);
            var state = await engine.InspectAsync(container, cancellationToken);
            Follow(container, launch.OutputFile);
            return new StartedTask(container, state?.HostPort ?? 0);
        }
        catch (DeployError error)
        {
            throw new TaskStartFault($"CannotStartContainerError: {error.Message}");
        }
    }

    public async Task<TaskExit?> PollAsync(string runtimeId, CancellationToken cancellationToken)
    {
        var state = await engine.InspectAsync(runtimeId, cancellationToken);
        if (state is null)
            return new TaskExit(null, "the container is gone");
        if (!state.IsRunning)
            return await EndAsync(runtimeId, state, cancellationToken);
        if (state.Labels.TryGetValue(TaskLabel, out var task))
            Follow(runtimeId, outputFileOf(task));
        return null;
    }

    public async Task<TaskExit> StopAsync(string runtimeId, TimeSpan grace, CancellationToken cancellationToken)
    {
        await engine.StopAsync(runtimeId, grace, cancellationToken);
        var state = await engine.InspectAsync(runtimeId, cancellationToken);
        return state is null ? new TaskExit(null, null) : await EndAsync(runtimeId, state, cancellationToken);
    }

    private async Task<TaskExit> EndAsync(string container, ContainerState state, CancellationToken cancellationToken)
    {
        if (followed.TryRemove(container, out var following))
            await following;
        await engine.RemoveAsync(container, cancellationToken);
        return new TaskExit(state.ExitCode, state.OutOfMemory ? "OutOfMemoryError: Container killed due to memory usage" : null);
    }

    private static ContainerSpec Spec(TaskLaunch launch, string image) => new(image, $"deploycrew-{launch.TaskId}")
    {
        Environment = launch.Environment,
        Command = launch.Command,
        Port = launch.ContainerPort,
        MemoryBytes = launch.MemoryMib * 1024L * 1024L,
        NanoCpus = launch.Cpu * 1_000_000_000L / 1024,
        Labels = new Dictionary<string, string> { [TaskLabel] = launch.TaskId },
    };

    private static string Tag(OciLayout image) => $"deploycrew-local:{image.Digest["sha256:".Length..][..12]}";

    // A local cloud that was restarted reads a container's output anew, from its beginning.
    private void Follow(string container, string file)
    {
        if (followed.ContainsKey(container))
            return;
        followed[container] = Task.Run(async () =>
        {
            await using var output = new StreamWriter(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
            try
            {
                await engine.FollowLogsAsync(container, output.WriteLine, CancellationToken.None);
            }
            catch (DeployError error)
            {
                await output.WriteLineAsync($"[the output could not be followed further: {error.Message}]");
            }
        });
    }
}
