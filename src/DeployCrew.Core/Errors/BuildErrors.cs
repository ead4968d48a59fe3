namespace DeployCrew.Core.Errors;

/// <summary>DC333x: builds on machines elsewhere.</summary>
public static class BuildErrors
{
    /// <summary>The build's script ended with an error.</summary>
    public static DeployError RemoteBuildFailed(string builder, string cause, IReadOnlyList<string> lastLines) => new("DC3330",
        $"The build on {builder} failed: {cause}",
        "Correct what its last lines say; 'docker build' in the app's folder shows what is wrong with the app. No image was tagged.", details: lastLines);

    /// <summary>The build did not end in time.</summary>
    public static DeployError RemoteBuildTimedOut(string builder, int minutes, IReadOnlyList<string> lastLines) => new("DC3331",
        $"The build on {builder} was stopped after {minutes} minute(s).",
        "Give it a larger machine or less to do, or look at its last lines for what it waits for. No image was tagged.", details: lastLines);

    /// <summary>The build says that it pushed, and the registry does not have it.</summary>
    public static DeployError RemoteImageMissing(string builder, string image) => new("DC3332",
        $"The build on {builder} ended well, but the registry has no image '{image}'.",
        "Check that the machine's role may push to that repository, and that its registry is this account's.");

    /// <summary>The build pushed something else than the registry has.</summary>
    public static DeployError RemoteImageReplaced(string builder, string image, string pushed, string found) => new("DC3333",
        $"The build on {builder} pushed {pushed}, but '{image}' is {found}.", "Somebody else pushes to that tag: find out who, delete the tag, and run again.");
}
