namespace DeployCrew.Core.Stages;

/// <summary>One step of a run.</summary>
public interface IStage
{
    /// <summary>Name in CLI, journal and logs.</summary>
    string Name { get; }

    /// <summary>Stages that must be done first.</summary>
    IReadOnlyList<string> DependsOn { get; }

    /// <summary>Stages that must have ended first, well or not.</summary>
    IReadOnlyList<string> RunsAfter => [];

    /// <summary>How long it may take.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Does the work. Must be safe to repeat: a run that was killed in the middle runs it again.</summary>
    /// <exception cref="Errors.DeployError">It failed, and why.</exception>
    Task RunAsync(StageContext context, CancellationToken cancellationToken);
}
