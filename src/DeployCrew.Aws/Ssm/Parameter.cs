using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ssm;

/// <summary>A parameter.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Value">Its value; of every one, because a name does not say whether its value is secret.</param>
/// <param name="IsSecret">Whether it is a SecureString.</param>
/// <param name="Version">Counts from 1.</param>
/// <param name="ChangedAt">When its value was written.</param>
internal sealed record Parameter(string Name, Secret Value, bool IsSecret, long Version, DateTimeOffset? ChangedAt);
