namespace DeployCrew.Agents.Conversations;

/// <summary>A replay has come to where the record ends: the run was killed, cancelled or stopped there.</summary>
internal sealed class EndOfRecordException : Exception;
