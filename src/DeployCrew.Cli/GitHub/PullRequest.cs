using System.Text.Json;
using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.GitHub;

/// <summary>The pull request that an event is about (https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request).</summary>
/// <param name="Number">Its number.</param>
/// <param name="BaseSha">Commit that it would be merged into.</param>
/// <param name="HeadRepository"><c>owner/name</c> that it comes from; null when that is gone.</param>
/// <param name="IsFork">Whether it comes from another repository: what it brings is a stranger's.</param>
internal sealed record PullRequest(int Number, string BaseSha, string? HeadRepository, bool IsFork)
{
    /// <summary>Reads an event's payload; null when it is about no pull request.</summary>
    /// <exception cref="DeployError">DC8005: it cannot be read. DC8003: the event would run a stranger's code with the repository's secrets.</exception>
    public static PullRequest? Of(RunnerEnvironment runner)
    {
        if (runner.EventName == "pull_request_target")
            throw GitHubErrors.UnsafeEvent(runner.EventName);
        try
        {
            using var payload = JsonDocument.Parse(File.ReadAllBytes(runner.EventFile));
            if (runner.EventName == "workflow_run" && Name(payload.RootElement.GetProperty("workflow_run").GetProperty("head_repository")) != runner.Repository)
                throw GitHubErrors.UnsafeEvent(runner.EventName);
            if (!payload.RootElement.TryGetProperty("pull_request", out var pull))
                return null;
            var head = Name(pull.GetProperty("head").GetProperty("repo"));
            return new(pull.GetProperty("number").GetInt32(), pull.GetProperty("base").GetProperty("sha").GetString()!, head, head != runner.Repository);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw GitHubErrors.EventNotReadable(runner.EventFile, error.Message);
        }
    }

    private static string? Name(JsonElement repository) =>
        repository.ValueKind == JsonValueKind.Object ? repository.GetProperty("full_name").GetString() : null;
}
