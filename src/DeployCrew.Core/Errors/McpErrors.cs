namespace DeployCrew.Core.Errors;

/// <summary>DC205x: what other people's agents ask for by the Model Context Protocol.</summary>
public static class McpErrors
{
    /// <summary>A path that leads out of the server's folder.</summary>
    public static DeployError OutsideOfRoot(string argument, string path) => new("DC2050",
        $"{argument} '{path}' leads out of the folder that this server may read.",
        "Name a path inside of the server's root, relative to it. Whoever starts the server chooses the root with --root.");

    /// <summary>A tool that changes something, on a server that was not told to offer it.</summary>
    public static DeployError NotAllowed(string tool) => new("DC2051",
        $"The tool '{tool}' is switched off on this server; nothing was done.",
        $"Ask the person who configured the server: 'deploycrew mcp --allow {tool}' switches it on.");

    /// <summary>There is no such tool.</summary>
    public static DeployError NoSuchTool(string tool, IReadOnlyList<string> known) => new("DC2052",
        $"There is no tool '{tool}'.", $"Call one of: {string.Join(", ", known)}.");

    /// <summary>A call took too long.</summary>
    public static DeployError TooLate(string tool, TimeSpan limit, string? run) => new("DC2053",
        $"'{tool}' has not ended within {limit.TotalMinutes:0.#} minutes and was cancelled.",
        run is null ? "Call it again." : $"See how far the run {run} came with 'status'; a person can go on with it: deploycrew resume {run}.", isTransient: true);

    /// <summary>What exists is not what the caller was shown.</summary>
    /// <param name="what">rollback | destroy.</param>
    /// <param name="given">The hash that was given.</param>
    /// <param name="now">What would be done now.</param>
    public static DeployError PreviewDiffers(string what, string given, IReadOnlyList<string> now) => new("DC2054",
        $"Nothing was changed: the hash {(given.Length > 12 ? given[..12] : given)} is not that of what this {what} would do now.",
        $"Call 'plan_{what}' again, read what it says, and give the hash of that.", now);

    /// <summary>A person's word is needed.</summary>
    public static DeployError NeedsPerson(string what, string environment) => new("DC2055",
        $"'{environment}' is changed with a person's approval only, and a {what} has no plan that could be approved; nothing was changed.",
        $"A person does it: deploycrew {what} --env {environment}.");

    /// <summary>Two ways to say what is meant, or none.</summary>
    public static Diagnostic NotTogether(string first, string second) => new("DC2056",
        Severity.Error, first, null, $"cannot be given together with '{second}'.", $"Give '{first}' or '{second}', not both.");

    /// <summary>Something that says nothing without something else.</summary>
    public static Diagnostic OnlyWith(string first, string second) => new("DC2060",
        Severity.Error, first, null, $"says nothing without '{second}'.", $"Give '{second}' as well, or leave it out.");

    /// <summary>The requirements have changed since the plan was made.</summary>
    public static DeployError PlanIsOld(string hash) => new("DC2057",
        $"The requirements have changed since the plan {(hash.Length > 12 ? hash[..12] : hash)} was made, so that it cannot be explained any more.", "Make a new plan, and have that explained.");

    /// <summary>Something is switched on that this program does not have.</summary>
    public static DeployError NothingToAllow(string named, IReadOnlyList<string> known) => new("DC2058",
        $"--allow knows nothing of the name '{named}'.", $"Name some of: {string.Join(", ", known)}, with commas between them.");

    /// <summary>The folder that was to be the root is not there.</summary>
    public static DeployError NoRoot(string path) => new("DC2059",
        $"The root '{path}' is not a folder.", "Name the folder that holds your projects with --root.");
}
