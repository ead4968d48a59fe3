using DeployCrew.Cli.Rendering.Markdown;
using DeployCrew.Core;
using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.GitHub;

/// <summary>What reports of all jobs have.</summary>
internal static class JobMarkdown
{
    /// <summary>An error with its evidence.</summary>
    public static MarkdownSection Error(ErrorReport error)
    {
        var fence = MarkdownText.Fence(error.Details);
        return new($"{error.Code}'s details",
            $"**{error.Code}** {MarkdownText.Code(error.Message)}\n\n{MarkdownText.Code("→ " + error.Remedy)}\n\n{(error.Details.Count > 0 ? fence + "\n" : "")}",
            error.Details, error.Details.Count > 0 ? fence + "\n\n" : "", Importance.Refusal);
    }

    /// <summary>A job that ended before it had anything to tell but an error.</summary>
    public static IEnumerable<MarkdownSection> Failure(ErrorReport error, RunnerEnvironment runner) =>
    [
        MarkdownSection.Text("summary", "## DeployCrew: nothing was deployed\n\n", Importance.Head), Error(error),
        MarkdownSection.Text("origin", Origin(runner), Importance.Head),
    ];

    /// <summary>The line at the end that says where it comes from.</summary>
    public static string Origin(RunnerEnvironment runner, params string[] facts) =>
        $"<sub>{string.Join(" · ", [$"commit `{runner.Sha[..Math.Min(12, runner.Sha.Length)]}`", .. facts, $"[job]({runner.RunPage})", $"DeployCrew {Tool.Version}"])}</sub>\n";
}
