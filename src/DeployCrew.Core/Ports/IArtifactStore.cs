using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Ports;

/// <summary>Files that every machine of a team can read.</summary>
public interface IArtifactStore
{
    /// <summary>Puts a file there, in one piece or not at all.</summary>
    Task WriteAsync(string key, string file, CancellationToken cancellationToken);

    /// <summary>Fetches it.</summary>
    /// <exception cref="DeployError">DC9205: it is not there.</exception>
    Task ReadAsync(string key, string file, CancellationToken cancellationToken);
}
