using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Cli.GitHub;

/// <summary>What GitHub's runner tells a step
/// (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).</summary>
/// <param name="EventName">Such as <c>push</c> or <c>pull_request</c>.</param>
/// <param name="EventFile">The event's payload, JSON.</param>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Sha">Commit that the workflow runs for.</param>
/// <param name="RunId">Id of the workflow's run.</param>
/// <param name="Api">Where GitHub's REST API is.</param>
/// <param name="Server">Where GitHub's pages are.</param>
/// <param name="Workspace">Folder of the checkout.</param>
/// <param name="OutputFile">File that the step's outputs are appended to.</param>
/// <param name="SummaryFile">File that the step's summary is appended to.</param>
/// <param name="Temporary">Folder that is emptied after the job.</param>
/// <param name="Token">The job's token; null when the step was given none.</param>
internal sealed record RunnerEnvironment(
    string EventName, string EventFile, string Repository, string Sha, string RunId, Uri Api, Uri Server, string Workspace, string OutputFile,
    string SummaryFile, string Temporary, Secret? Token)
{
    /// <summary>Reads it.</summary>
    /// <param name="variable">A variable's value; null when it is not set.</param>
    /// <exception cref="DeployError">DC8001: this is no step of a workflow.</exception>
    public static RunnerEnvironment Read(Func<string, string?> variable)
    {
        var missing = new List<string>();
        string Text(string name)
        {
            var value = variable(name);
            if (string.IsNullOrEmpty(value))
                missing.Add(name);
            return value ?? "";
        }

        Uri Address(string name)
        {
            if (Uri.TryCreate(Text(name).TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
                return address;
            if (!missing.Contains(name))
                missing.Add($"{name} (an address)");
            return new Uri("about:blank");
        }

        var token = variable("DEPLOYCREW_GITHUB_TOKEN");
        var runner = new RunnerEnvironment(
            Text("GITHUB_EVENT_NAME"), Text("GITHUB_EVENT_PATH"), Text("GITHUB_REPOSITORY"), Text("GITHUB_SHA"), Text("GITHUB_RUN_ID"), Address("GITHUB_API_URL"),
            Address("GITHUB_SERVER_URL"), Text("GITHUB_WORKSPACE"), Text("GITHUB_OUTPUT"), Text("GITHUB_STEP_SUMMARY"), Text("RUNNER_TEMP"), string.IsNullOrEmpty(token) ? null : new Secret(token));
        return missing.Count == 0 ? runner : throw GitHubErrors.NotOnRunner(missing);
    }

    /// <summary>Page of the workflow's run.</summary>
    public string RunPage => $"{Server}{Repository}/actions/runs/{RunId}";

    /// <summary>A file's path in the repository, with slashes; null when it is not in it.</summary>
    public string? PathInRepository(string file)
    {
        var path = Path.GetRelativePath(Workspace, Path.GetFullPath(file, Workspace)).Replace('\\', '/');
        return path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? null : path;
    }
}
