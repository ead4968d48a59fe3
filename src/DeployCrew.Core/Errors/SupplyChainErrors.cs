namespace DeployCrew.Core.Errors;

/// <summary>DC3350-DC3369: images that must not be rolled out.</summary>
public static class SupplyChainErrors
{
    /// <summary>Parts of an image are not in the registry.</summary>
    public static DeployError NotPullable(string reference, IReadOnlyList<string> missing) => new("DC3350",
        $"'{reference}' cannot be pulled, nothing was rolled out: {missing.Count} of its parts {(missing.Count == 1 ? "is" : "are")} not in the registry.",
        "Push the image again with a new run; look whether somebody deleted it, or a lifecycle policy of one's own did.", details: missing);

    /// <summary>An image for another processor than the tasks'.</summary>
    public static DeployError OtherArchitecture(string reference, IReadOnlyList<string> platforms, string wanted) => new("DC3351",
        $"'{reference}' is for {string.Join(", ", platforms)}, and the tasks run on {wanted}: they would not start. Nothing was rolled out.",
        $"Build for linux/{wanted} (build.platforms), or provision the stack again so that the task definition has the image's architecture.");

    /// <summary>The registry's scan found more than the requirements accept.</summary>
    public static DeployError Findings(string reference, string failOn, string counts, IReadOnlyList<string> worst) => new("DC3352",
        $"The scan of '{reference}' found {counts}; scan.failOn is '{failOn}'. Nothing was rolled out.",
        "Update the packages or the base image that the findings name; or raise scan.failOn in requirements.json when somebody answers for them.", details: worst);
}
