namespace DeployCrew.Core.Errors;

/// <summary>
/// DC7010: a call that must not be made twice was sent, and no answer came back. Who made it can look whether it was done.
/// </summary>
public sealed class AnswerLostError(string message, string remedy, IReadOnlyList<string>? details, Exception? cause)
    : DeployError("DC7010", message, remedy, details, isTransient: false, cause);
