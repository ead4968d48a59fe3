namespace DeployCrew.Agents.Conversations;

/// <summary>Names a call of the answer before.</summary>
/// <param name="Call">Its id.</param>
public sealed record CallReference(string Call);
