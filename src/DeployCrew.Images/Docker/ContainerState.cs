namespace DeployCrew.Images.Docker;

/// <summary>A container as it is now.</summary>
/// <param name="Id">Its id, 64 hex digits.</param>
/// <param name="Status">created | running | paused | restarting | removing | exited | dead.</param>
/// <param name="ExitCode">Of the last end; 0 while it runs.</param>
/// <param name="OutOfMemory">Whether the kernel ended it for its memory.</param>
/// <param name="Error">Why it could not start, or empty.</param>
/// <param name="HostPort">Port on 127.0.0.1 that leads to it, or null.</param>
/// <param name="Labels">Its labels.</param>
public sealed record ContainerState(
    string Id, string Status, int ExitCode, bool OutOfMemory, string Error, int? HostPort, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Whether its process runs.</summary>
    public bool IsRunning => Status == "running";
}
