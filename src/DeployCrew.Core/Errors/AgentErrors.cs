namespace DeployCrew.Core.Errors;

/// <summary>DC2xxx: agents.</summary>
public static class AgentErrors
{
    /// <summary>Code of <see cref="ReadOnly"/>.</summary>
    public const string ReadOnlyCode = "DC2008";

    /// <summary>Code of <see cref="NotApproved"/>.</summary>
    public const string NotApprovedCode = "DC2009";

    /// <summary>An agent's definition cannot be used.</summary>
    public static DeployError InvalidDefinition(string file, string problem) => new("DC2001",
        $"The agent definition {file} is not valid: {problem}.", "Correct the file in agents/; AGENTS.md describes its fields.");

    /// <summary>An agent called a tool that it does not have.</summary>
    public static AgentError UnknownTool(string agent, string tool, IEnumerable<string> allowed) => new("DC2002",
        $"The agent '{agent}' called '{tool}', which it does not have. It has: {string.Join(", ", allowed)}.",
        "Run again; if it stays so, use another model or none.");

    /// <summary>The arguments of a tool call do not parse or are not those of this run.</summary>
    public static AgentError InvalidArguments(string agent, string tool, string problem) => new("DC2003",
        $"The agent '{agent}' called '{tool}' with arguments that cannot be taken: {problem}.", "Run again; if it stays so, use another model or none.");

    /// <summary>An agent handed the work to one that it may not hand it to.</summary>
    public static AgentError HandOffNotAllowed(string agent, string receiver, IEnumerable<string> allowed) => new("DC2004",
        $"The agent '{agent}' may not hand over to '{receiver}'. It may hand over to: {string.Join(", ", allowed)}.",
        "Run again; if it stays so, use another model or none.");

    /// <summary>The agents go round in circles.</summary>
    public static AgentError Loop(string agent, string problem) => new("DC2005",
        $"The crew was stopped at the agent '{agent}': {problem}.", "Run again; if it stays so, use another model or none.");

    /// <summary>An agent stopped talking without a tool call, a hand-over or an end.</summary>
    public static AgentError NoNextStep(string agent, string said) => new("DC2006",
        $"The agent '{agent}' neither called a tool nor handed over nor ended the task. It said: {said}", "Run again; if it stays so, use another model or none.");

    /// <summary>The model could not be asked.</summary>
    public static DeployError ModelFailed(string agent, Exception cause) => new("DC2007",
        $"The model that plays '{agent}' could not be asked: {cause.Message}", "Check the model's endpoint and key, or run without a model.", isTransient: true, cause: cause);

    /// <summary>A run that may change nothing came to where it would have to.</summary>
    public static DeployError ReadOnly(IEnumerable<string> tools) => new(ReadOnlyCode,
        $"The run is read-only: {string.Join(", ", tools)} would have changed something outside this machine, and did not. Nothing was changed.",
        "Run it without --read-only to have it done; 'deploycrew plan' says what would change.");

    /// <summary>Somebody was asked, and did not say yes.</summary>
    public static DeployError NotApproved(string tool) => new(NotApprovedCode,
        $"'{tool}' was not approved, and not done. What was done before it stays.", "'deploycrew resume' asks again.");

    /// <summary>The environment wants a person's approval, and the run would do without.</summary>
    public static DeployError AutoNotAllowed(string environment) => new("DC2010",
        $"'{environment}' is changed by approved plans only: --approval auto is not for it. Nothing was changed.",
        $"'deploycrew plan --env {environment}', then 'deploycrew approve' and 'deploycrew apply' with the plan's hash.");

    /// <summary>The run is bound to a plan, and has none.</summary>
    public static DeployError NoPlanToBeBoundTo(string environment) => new("DC2011",
        "--approval plan-bound needs an approved plan, and the run applies none. Nothing was changed.",
        $"'deploycrew plan --env {environment}', then 'deploycrew approve' and 'deploycrew apply' with the plan's hash.");

    /// <summary>The run is to ask before it changes something, and there is nobody.</summary>
    public static DeployError NobodyToAsk() => new("DC2012",
        "--approval ask needs a terminal, and this command has none. Nothing was changed.",
        "Start it at a terminal, or let an approved plan decide: 'deploycrew plan', 'deploycrew approve', 'deploycrew apply'.");

    /// <summary>A run's journal holds no conversation.</summary>
    public static DeployError NothingRecorded(string run) => new("DC2013",
        $"The run {run} has no recorded conversation: it had none, or an earlier version of DeployCrew carried it out.",
        "Name a run of 'deploycrew run' or 'deploycrew apply'; 'deploycrew runs' lists them.");

    /// <summary>A run's conversation cannot be read.</summary>
    public static DeployError RecordUnreadable(string run, IReadOnlyList<string> problems) => new("DC2014",
        $"The conversation of the run {run} cannot be read: {problems.Count} entries of its journal are damaged, or were edited.",
        "Take the journal from a copy, where there is one.", problems);

    /// <summary>A recorded conversation does not come out as it was recorded.</summary>
    /// <param name="run">The run.</param>
    /// <param name="turn">The answer, counted from 1, after which it no longer fits.</param>
    /// <param name="entry">The journal's entry; null when the record ends too early.</param>
    /// <param name="recorded">What it says.</param>
    /// <param name="expected">What would have to be there.</param>
    public static DeployError ReplayDiverged(string run, int turn, long? entry, string recorded, string expected) => new("DC2015",
        $"The conversation of the run {run} does not come out as it was recorded: turn {turn}, {(entry is null ? "the end of the record" : $"entry {entry} of the journal")}.",
        "The journal was edited, or this is another version of DeployCrew than the one that wrote it ('deploycrew --version').",
        [$"recorded: {recorded}", $"expected: {expected}"]);

    /// <summary>A conversation was carried by something that is not here.</summary>
    public static DeployError UnknownOrchestrator(string orchestrator, IEnumerable<string> known) => new("DC2016",
        $"The conversation was carried by '{orchestrator}', which this version of DeployCrew does not have. It has: {string.Join(", ", known)}.",
        "Use the version that wrote the journal.");

    /// <summary>An orchestrator was asked for that this build does not have.</summary>
    public static DeployError OrchestratorNotBuilt(string orchestrator, IEnumerable<string> known) => new("DC2017",
        $"This build of DeployCrew does not have the orchestrator '{orchestrator}'. It has: {string.Join(", ", known)}.",
        "Leave --orchestrator out, or use a build with it (-p:SemanticKernel=true has semantic-kernel).");
}
