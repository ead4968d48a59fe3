namespace DeployCrew.Core.Errors;

/// <summary>DC2xxx: agents.</summary>
public static class AgentErrors
{
    /// <summary>An agent's definition cannot be used.</summary>
    public static DeployError InvalidDefinition(string file, string problem) => new("DC2001",
        $"The agent definition {file} is not valid: {problem}.", "Correct the file in agents/; AGENTS.md describes its fields.");

    /// <summary>An agent called a tool that it does not have.</summary>
    public static DeployError UnknownTool(string agent, string tool, IEnumerable<string> allowed) => new("DC2002",
        $"The agent '{agent}' called '{tool}', which it does not have. It has: {string.Join(", ", allowed)}.",
        "Run again; if it stays so, use another model or none.");

    /// <summary>The arguments of a tool call do not parse or are not those of this run.</summary>
    public static DeployError InvalidArguments(string agent, string tool, string problem) => new("DC2003",
        $"The agent '{agent}' called '{tool}' with arguments that cannot be taken: {problem}.", "Run again; if it stays so, use another model or none.");

    /// <summary>An agent handed the work to one that it may not hand it to.</summary>
    public static DeployError HandOffNotAllowed(string agent, string receiver, IEnumerable<string> allowed) => new("DC2004",
        $"The agent '{agent}' may not hand over to '{receiver}'. It may hand over to: {string.Join(", ", allowed)}.",
        "Run again; if it stays so, use another model or none.");

    /// <summary>The agents go round in circles.</summary>
    public static DeployError Loop(string agent, string problem) => new("DC2005",
        $"The crew was stopped at the agent '{agent}': {problem}.", "Run again; if it stays so, use another model or none.");

    /// <summary>An agent stopped talking without a tool call, a hand-over or an end.</summary>
    public static DeployError NoNextStep(string agent, string said) => new("DC2006",
        $"The agent '{agent}' neither called a tool nor handed over nor ended the task. It said: {said}", "Run again; if it stays so, use another model or none.");

    /// <summary>The model could not be asked.</summary>
    public static DeployError ModelFailed(string agent, Exception cause) => new("DC2007",
        $"The model that plays '{agent}' could not be asked: {cause.Message}", "Check the model's endpoint and key, or run without a model.", isTransient: true, cause: cause);
}
