namespace DeployCrew.Core.Errors;

/// <summary>An agent did what it may not, or nothing. A conversation that ended so would only end so again: another one is begun instead.</summary>
/// <inheritdoc cref="DeployError(string, string, string, IReadOnlyList{string}, bool, Exception)"/>
public sealed class AgentError(string code, string message, string remedy) : DeployError(code, message, remedy);
