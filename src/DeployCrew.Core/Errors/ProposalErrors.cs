namespace DeployCrew.Core.Errors;

/// <summary>DC204x: what a model reads of an app, and the Dockerfile that it proposes.</summary>
public static class ProposalErrors
{
    /// <summary>Settings were read, and there is no file for them.</summary>
    public static DeployError NoRequirements(string path) => new("DC2040",
        $"What was read of '{path}' has no requirements.json to stand in.", "Make one with 'deploycrew init', and name its folder; or write the settings that are shown into it by hand.");

    /// <summary>Nothing was read that requirements could say, or they say all of it.</summary>
    public static DeployError NothingRead(string path) => new("DC2041",
        $"There is nothing to write into {path}: rules know the app, or nothing was read that is not stated there.", "Leave --write out to see what is known of the app.");

    /// <summary>The app needs no proposal.</summary>
    public static DeployError AppIsKnown(string summary) => new("DC2042",
        $"This app needs no proposal, it is known: {summary}.", "'deploycrew detect PATH --dockerfile' prints the Dockerfile that it is built from, 'deploycrew build PATH' builds it.");

    /// <summary>There is one.</summary>
    public static DeployError DockerfileExists(string file) => new("DC2043",
        $"The app has a Dockerfile of its own: {file}.", "'deploycrew lint PATH' says what is wrong with it; --force has another one proposed in its place.");

    /// <summary>Where the app is, nothing can be written.</summary>
    public static DeployError NotAFolder(string path) => new("DC2044",
        $"'{path}' is no folder that a Dockerfile can be written into.", "Unpack it, or leave --write out and save what is printed.");

    /// <summary>Without an engine nothing can be shown to build.</summary>
    public static DeployError NoEngine(string reason, Exception cause) => new("DC2045",
        $"A Dockerfile is proposed only after it was built and has answered, and there is no Docker Engine for that: {reason}",
        "Start Docker, or point DOCKER_HOST at an engine. No model was asked, and nothing was written.", isTransient: true, cause: cause);

    /// <summary>None of the answers built and answered.</summary>
    /// <param name="attempts">How many were tried.</param>
    /// <param name="reason">Why the last one was none.</param>
    /// <param name="details">Its last lines.</param>
    public static DeployError NothingPasses(int attempts, string reason, IReadOnlyList<string> details) => new("DC2046",
        $"None of {attempts} proposed Dockerfiles builds and answers; the last one: {reason}",
        "Nothing was written. Look whether port and health path are the app's (--port, --health-path, or requirements.json), use a larger model, or write a Dockerfile by hand.", details);

    /// <summary>The folder has changed while it was tried.</summary>
    public static DeployError FileAppeared(string file) => new("DC2047",
        $"{file} was written by somebody else meanwhile; it is left as it is.", "Look at it; --force writes over it.");
}
