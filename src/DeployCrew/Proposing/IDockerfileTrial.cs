using DeployCrew.Core.Errors;

namespace DeployCrew.Proposing;

/// <summary>Builds a Dockerfile, starts its image, and asks it whether it is well.</summary>
internal interface IDockerfileTrial
{
    /// <summary>Makes sure that there is something to try with.</summary>
    /// <exception cref="DeployError">DC2045.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Tries one; whatever was started is stopped and removed when it returns or throws.</summary>
    /// <param name="trial">What is tried.</param>
    /// <param name="log">Gets the output of the build, line by line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC35xx: the engine itself fails.</exception>
    Task<TrialResult> TryAsync(DockerfileTrial trial, IProgress<string>? log, CancellationToken cancellationToken);
}
