using System.CommandLine;
using DeployCrew.Cli.GitHub;
using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew github</c>: what the GitHub Action's steps call.</summary>
internal static class GitHubCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        // One stream: what stops the runner from taking commands out of logs has to come before them.
        var one = new Terminal(terminal.Out, terminal.Out, isPlain: true);
        var prepare = new Command("prepare", "Checks the action's inputs, and sets the outputs mode, region and credentials.");
        prepare.SetAction((_, _) => AnnotateAsync(one, () => Task.FromResult(new PrepareStep(Environment.GetEnvironmentVariable).Run())));
        var job = new Command("job", "Plans or runs, by the action's inputs and the event; writes summary, comment, annotations and outputs.");
        job.SetAction((_, cancellationToken) => new GitHubJob(services, one, Environment.GetEnvironmentVariable).RunAsync(cancellationToken));
        var release = new Command("release", "After a cancelled job: waits for its stack engine, and breaks the lock of a killed one.");
        release.SetAction((_, cancellationToken) => AnnotateAsync(one, () => new ReleaseStep(services, one, Environment.GetEnvironmentVariable).RunAsync(cancellationToken)));
        return new Command("github", "The steps of the GitHub Action (action.yml); inputs and event come from the runner's environment.") { prepare, job, release };
    }

    private static async Task<int> AnnotateAsync(Terminal terminal, Func<Task<int>> step)
    {
        try
        {
            return await step();
        }
        catch (DeployError error)
        {
            new WorkflowCommands(terminal.Out).Annotate("error", error.Code, $"{string.Join("; ", error.Details.Prepend(error.Message))} → {error.Remedy}");
            throw;
        }
    }
}
