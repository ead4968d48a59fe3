using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Ports;

/// <summary>A machine elsewhere that builds images: it fetches a build's files, runs a script on them, and pushes what comes out.</summary>
public interface IBuildRunner
{
    /// <summary>codebuild | ec2.</summary>
    string Name { get; }

    /// <summary>Whether it can be asked to build, here and now. Never throws for what is merely not there.</summary>
    Task<RunnerCheck> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Makes a repository in the account's registry, unless it is there.</summary>
    /// <exception cref="DeployError">DC70xx.</exception>
    Task EnsureRepositoryAsync(string repository, CancellationToken cancellationToken);

    /// <summary>Puts a file where the machine can fetch it, unless it is there: the name says what is in it.</summary>
    /// <returns>Its address: <c>s3://bucket/key</c>.</returns>
    /// <exception cref="DeployError">DC70xx.</exception>
    Task<string> StoreAsync(string name, string file, CancellationToken cancellationToken);

    /// <summary>Runs a build to its end, and has it ended when that is cancelled or takes too long.</summary>
    /// <param name="build">What to run.</param>
    /// <param name="log">Gets its output, line by line, while it runs.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <exception cref="DeployError">DC70xx: the machine could not be asked. A build that fails is an answer.</exception>
    Task<RunnerEnd> RunAsync(RemoteBuild build, IProgress<string> log, CancellationToken cancellationToken);
}

/// <summary>Whether a runner can be asked.</summary>
/// <param name="IsAvailable">Whether it can.</param>
/// <param name="Reason">Which machine it is, or what is missing; part of a sentence for people.</param>
public sealed record RunnerCheck(bool IsAvailable, string Reason);

/// <summary>A build for a runner.</summary>
/// <param name="Name">For people, of the service.</param>
/// <param name="Script">What /bin/sh is to run.</param>
/// <param name="Variables">Its environment variables; none is secret.</param>
/// <param name="Limit">How long it may run.</param>
public sealed record RemoteBuild(string Name, string Script, IReadOnlyDictionary<string, string> Variables, TimeSpan Limit);

/// <summary>How a build came to its end.</summary>
public enum RunnerOutcome
{
    /// <summary>Its script ended with 0.</summary>
    Succeeded,

    /// <summary>It did not, or was stopped by somebody else.</summary>
    Failed,

    /// <summary>It took too long, and was stopped.</summary>
    TimedOut,
}

/// <summary>The end of a build.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Cause">What the runner says about it, for people.</param>
/// <param name="LastLines">Last lines of its output, where they did not come by the log.</param>
public sealed record RunnerEnd(RunnerOutcome Outcome, string Cause, IReadOnlyList<string> LastLines);
