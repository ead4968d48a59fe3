namespace DeployCrew.Cli.GitHub;

/// <summary>Everything that a job was told, and where it leaves what it finds out.</summary>
/// <param name="Runner">The step.</param>
/// <param name="Inputs">The action's inputs.</param>
/// <param name="Pull">The pull request that the event is about; null: none.</param>
/// <param name="Files">Its files.</param>
/// <param name="Commands">Annotations.</param>
internal sealed record JobContext(RunnerEnvironment Runner, JobInputs Inputs, PullRequest? Pull, JobFiles Files, WorkflowCommands Commands)
{
    /// <summary>Whether the workflow has credentials for a target: a fork's has none, and gets none.</summary>
    public bool MayUseTarget => Pull is not { IsFork: true };
}
