namespace DeployCrew.Agents.Definitions;

/// <summary>One agent: who it is, what it may use, and to whom it may hand the work.</summary>
/// <param name="Name">Lower case; hand-overs are named after it.</param>
/// <param name="Description">What it is for, for the agents before it.</param>
/// <param name="Instructions">What the model is told.</param>
/// <param name="Tools">Ids of its tools, such as <c>stack.provision</c>, in the order in which they are normally used.</param>
/// <param name="Handoffs">Names of the agents that it may hand over to.</param>
public sealed record AgentDefinition(
    string Name, string Description, string Instructions, IReadOnlyList<string> Tools, IReadOnlyList<string> Handoffs);
