namespace DeployCrew.Core.Errors;

/// <summary>DC19xx and DC1096-DC1097: what was named on the command line or in a form.</summary>
public static class InputErrors
{
    /// <summary>There are several environments, and none was named.</summary>
    public static DeployError EnvironmentNotNamed(IReadOnlyList<string> known) => new("DC1901",
        $"The requirements have several environments: {string.Join(", ", known)}.", "Name one with --env.");

    /// <summary>There is no such environment.</summary>
    public static DeployError UnknownEnvironment(string named, IReadOnlyList<string> known) => new("DC1902",
        $"The requirements have no environment '{named}'.", $"Name one of them with --env: {string.Join(", ", known)}.");

    /// <summary>A file would be overwritten.</summary>
    public static DeployError FileExists(string path) => new("DC1903", $"{path} exists already.", "Give --force to replace it.");

    /// <summary>A file cannot be written.</summary>
    public static DeployError CannotWrite(string path, Exception cause) => new("DC1904",
        $"{path} cannot be written: {cause.Message}", "Name another place, or free this one.", cause: cause);

    /// <summary>A run has no log of that stage.</summary>
    public static DeployError NoSuchLog(string run, string stage, IReadOnlyList<string> known) => new("DC1905",
        $"The run {run} has no log of a stage '{stage}'.", known.Count == 0 ? "No stage of it has written a log yet." : $"It has: {string.Join(", ", known)}.");

    /// <summary>There is no such service.</summary>
    public static DeployError UnknownService(string named, IReadOnlyList<string> known) => new("DC1096",
        known.Count == 0 ? $"There is no service '{named}': the path is an app without requirements." : $"The requirements have no service '{named}'.",
        known.Count == 0 ? "Leave out --service, or name the requirements file." : $"Name one of them with --service: {string.Join(", ", known)}.");

    /// <summary>There are several services, and one was to be named.</summary>
    public static DeployError ServiceNotNamed(IReadOnlyList<string> known, string what) => new("DC1097",
        $"The requirements have several services: {string.Join(", ", known)}, and one {what} was asked for.", "Name one with --service.");
}
