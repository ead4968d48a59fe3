using DeployCrew.Core.Errors;
using DeployCrew.Plans;

namespace DeployCrew.Cli.GitHub;

/// <summary>The action's first step: checks the inputs, and says what the steps between need.</summary>
internal sealed class PrepareStep(Func<string, string?> variable)
{
    /// <summary>Sets <c>mode</c>, <c>region</c>, <c>fork</c> and <c>credentials</c> (whether the job may take on a role).</summary>
    /// <exception cref="DeployError">DC8001 to DC8005.</exception>
    public int Run()
    {
        var runner = RunnerEnvironment.Read(variable);
        var files = new JobFiles(runner);
        try
        {
            var pull = PullRequest.Of(runner);
            var inputs = JobInputs.Read(variable, runner, pull);
            files.Output("mode", inputs.Mode.ToString().ToLowerInvariant());
            files.Output("fork", pull is { IsFork: true } ? "true" : "false");
            files.Output("credentials", inputs.Target == "aws" && pull is not { IsFork: true } ? "true" : "false");
            files.Output("region", Plans.Project.Open(inputs.Requirements, inputs.App).Requirements.Document.Region);
        }
        catch (InvalidInputError)
        {
            // The job tells of the requirements' problems, each at its line.
            files.Output("region", "us-east-1");
        }

        return 0;
    }
}
