namespace DeployCrew.Aws.Ssm;

/// <summary>A command on one instance.</summary>
/// <param name="Instance">Instance id.</param>
/// <param name="Status">Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed, Cancelling.</param>
/// <param name="Detail">More on it, such as DeliveryTimedOut.</param>
/// <param name="ExitCode">Exit code of the script; -1 while it runs, null before.</param>
internal sealed record Invocation(string Instance, string Status, string? Detail, int? ExitCode)
{
    /// <summary>Whether nothing more will come; a status that is not known here is not an end.</summary>
    public bool HasEnded => Status is "Success" or "Cancelled" or "TimedOut" or "Failed";
}

/// <summary>What a command wrote on an instance.</summary>
internal sealed record CommandOutput(string Status, int? ExitCode, string Output, string Error);

/// <summary>An instance that SSM manages.</summary>
/// <param name="Id">Instance id.</param>
/// <param name="IsOnline">Whether its agent answers.</param>
/// <param name="LastPingAt">When it last did.</param>
/// <param name="Platform">Name of its operating system.</param>
/// <param name="PlatformVersion">Version of that.</param>
/// <param name="AgentVersion">Version of the agent.</param>
internal sealed record ManagedInstance(string Id, bool IsOnline, DateTimeOffset? LastPingAt, string? Platform, string? PlatformVersion, string? AgentVersion);
