namespace DeployCrew.Agents.Tests.Conversations;

/// <summary>Stands for a kill: nothing after it is written.</summary>
internal sealed class KilledException : Exception;
