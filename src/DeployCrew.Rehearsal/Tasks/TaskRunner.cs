using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Takes tasks through their life: pull, start, register with the load balancer; drain, stop. One background operation per task at a time.</summary>
internal sealed class TaskRunner(
    StateStore store, RuntimeChoice runtimes, ImageResolver images, TaskSecrets secrets, TargetRegistration targets, string folder, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Task> busy = new(StringComparer.Ordinal);

    public string OutputFileOf(string taskId) => Path.Combine(folder, taskId, "output.log");

    /// <summary>Creates a task of a service's revision and starts it in the background.</summary>
    public void Launch(CloudState state, ServiceState service, string revision)
    {
        var task = NewTask(state, service, revision, state.TaskDefinitions[service.Revision(revision).TaskDefinition]);
        state.Tasks[task.Id] = task;
        busy[task.Id] = Task.Run(() => StartAsync(task.Id, service.Arn));
    }

    /// <summary>Goes on with tasks that should stop, and finds those that have ended by themselves.</summary>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        foreach (var task in store.Read(state => state.Tasks.Values.Where(task => task.LastStatus != "STOPPED").ToArray()))
        {
            if (busy.TryGetValue(task.Id, out var operation) && !operation.IsCompleted)
                continue;
            busy.TryRemove(task.Id, out _);
            if (task.RuntimeId is null)
                End(task.Id, new TaskExit(null, null), "TaskFailedToStart", "The local cloud was restarted while the task was starting.", counts: false);
            else if (task.DesiredStatus == "STOPPED")
                Drain(task);
            else if (await runtimes.Named(task.Runtime!).PollAsync(task.RuntimeId, cancellationToken) is { } exit)
                End(task.Id, exit, "EssentialContainerExited", "Essential container in task exited", counts: true);
        }
    }

    /// <summary>Ends every task, for <c>local down</c>. Returns when no process or container is left.</summary>
    public async Task StopAllAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(busy.Values);
        var running = store.Read(state => state.Tasks.Values.Where(task => task.LastStatus != "STOPPED" && task.RuntimeId is not null).ToArray());
        await Task.WhenAll(running.Select(task => runtimes.Named(task.Runtime!).StopAsync(task.RuntimeId!, TimeSpan.FromSeconds(3), cancellationToken)));
        foreach (var task in running)
            End(task.Id, new TaskExit(null, null), "UserInitiated", "The local cloud was stopped.", counts: false);
    }

    /// <summary>Forgets tasks that stopped more than an hour ago, with their files. False when there was none.</summary>
    public bool Forget(CloudState state)
    {
        var limit = time.GetUtcNow().AddHours(-1);
        var old = state.Tasks.Values.Where(task => task.LastStatus == "STOPPED" && task.StoppedAt < limit).ToArray();
        foreach (var task in old)
        {
            state.Tasks.Remove(task.Id);
            if (Directory.Exists(Path.Combine(folder, task.Id)))
                Directory.Delete(Path.Combine(folder, task.Id), recursive: true);
        }

        return old.Length > 0;
    }

    private TaskState NewTask(CloudState state, ServiceState service, string revision, JsonObject definition)
    {
        var id = Guid.NewGuid().ToString("N");
        var container = definition.Objects("containerDefinitions").First();
        var options = container.Object("logConfiguration")?.Object("options");
        var name = container.Text("name")!;
        return new TaskState
        {
            Id = id,
            Arn = $"{service.ClusterArn.Replace(":cluster/", ":task/", StringComparison.Ordinal)}/{id}",
            ClusterArn = service.ClusterArn,
            ServiceArn = service.Arn,
            Revision = revision,
            TaskDefinition = definition.Text("taskDefinitionArn")!,
            ContainerName = name,
            Image = container.Text("image")!,
            ImageDigest = ImageResolver.Resolve(state, container.Text("image")!),
            CreatedAt = time.GetUtcNow(),
            ContainerPort = container.Objects("portMappings").FirstOrDefault()?.Number("containerPort") ?? 80,
            LogGroup = options?.Text("awslogs-group"),
            LogStream = options is null ? null : $"{options.Text("awslogs-stream-prefix") ?? name}/{name}/{id}",
        };
    }

    private async Task StartAsync(string id, string serviceArn)
    {
        var task = store.Change(state =>
        {
            state.Tasks[id].LastStatus = "PENDING";
            return state.Tasks[id];
        });
        try
        {
            var launch = await LaunchOfAsync(task);
            var runtime = await runtimes.ForAsync(launch.Image, CancellationToken.None);
            var started = await runtime.StartAsync(launch, CancellationToken.None);
            store.Change(state =>
            {
                task.Runtime = runtime.Name;
                task.RuntimeId = started.RuntimeId;
                task.HostPort = started.HostPort;
                task.StartedAt = time.GetUtcNow();
                task.LastStatus = "RUNNING";
                TargetRegistration.Register(state, state.Services[serviceArn], task, time.GetUtcNow());
            });
        }
        catch (Exception error) when (error is TaskStartFault or DeployError or IOException)
        {
            End(id, new TaskExit(null, error.Message), "TaskFailedToStart", error.Message, counts: true);
        }
    }

    private async Task<TaskLaunch> LaunchOfAsync(TaskState task)
    {
        if (task.ImageDigest is not { } digest)
            throw new TaskStartFault($"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {task.Image}: {task.Image}: not found");
        var definition = store.Read(state => (JsonObject)state.TaskDefinitions[task.TaskDefinition].DeepClone());
        var container = definition.Objects("containerDefinitions").First(one => one.Text("name") == task.ContainerName);
        var environment = container.Objects("environment").ToDictionary(pair => pair.Text("name")!, pair => pair.Text("value") ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in secrets.Resolve(container))
            environment[name] = value;
        var own = Path.Combine(folder, task.Id);
        Directory.CreateDirectory(own);
        return new TaskLaunch(
            task.Id, await images.OpenAsync(digest, CancellationToken.None), container["command"] is null ? null : container.Texts("command"), environment,
            task.ContainerPort, Units(definition, "cpu", 256), Units(definition, "memory", 512), own);
    }

    // In flight requests come to their end before the task is asked to stop.
    private void Drain(TaskState task)
    {
        if (store.Change(state => TargetRegistration.Deregister(state, task, time.GetUtcNow())) is false && targets.IsDrained(task.Id))
            busy[task.Id] = Task.Run(() => StopAsync(task));
    }

    private async Task StopAsync(TaskState task)
    {
        store.Change(state => task.LastStatus = "STOPPING");
        var exit = await runtimes.Named(task.Runtime!).StopAsync(task.RuntimeId!, TimeSpan.FromSeconds(30), CancellationToken.None);
        End(task.Id, exit, task.StopCode ?? "ServiceSchedulerInitiated", task.StoppedReason ?? "Task stopped", counts: false);
    }

    private void End(string id, TaskExit exit, string stopCode, string reason, bool counts) => store.Change(state =>
    {
        var task = state.Tasks[id];
        var now = time.GetUtcNow();
        TargetRegistration.Remove(state, id);
        task.LastStatus = "STOPPED";
        task.DesiredStatus = "STOPPED";
        task.StoppedAt = now;
        task.ExitCode = exit.ExitCode;
        task.ContainerReason = exit.Reason;
        task.StopCode ??= stopCode;
        task.StoppedReason ??= reason;
        if (counts && state.Services.TryGetValue(task.ServiceArn, out var service))
            TaskFailures.Count(service, task, now, exit.ExitCode is { } code ? $"{reason} with code {code}." : reason);
    });

    private static int Units(JsonObject definition, string name, int fallback) =>
        int.TryParse(definition[name]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var units) ? units : fallback;
}
