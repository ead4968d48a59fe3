using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeployCrew.Core;
using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.GitHub;

/// <summary>The calls of GitHub's REST API that a job makes (https://docs.github.com/en/rest, version 2022-11-28).</summary>
internal sealed class GitHubApi : IDisposable
{
    private const int Page = 100;
    private const int MostPages = 50;
    private const int LargestFile = 256 * 1024;
    private const int LargestAnswer = 32 << 20; // a page of the longest comments is a quarter of it
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly HttpClient http;
    private readonly string repository;
    private readonly TimeProvider time;

    /// <exception cref="InvalidOperationException">The step has no token.</exception>
    public GitHubApi(RunnerEnvironment runner, TimeProvider time)
    {
        repository = $"repos/{runner.Repository}";
        this.time = time;
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = runner.Api,
            Timeout = CallTimeout,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.Authorization = new("Bearer", (runner.Token ?? throw new InvalidOperationException("no token")).Reveal());
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("deploycrew", Tool.Version));
        http.DefaultRequestHeaders.Add("X-GitHub-Api-Version", "2022-11-28");
    }

    /// <summary>Who the token is: a user, or <c>github-actions[bot]</c>, which may not ask for its own name.</summary>
    public async Task<string> ViewerAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, "user", null, "the token's owner", cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK ? (await ReadAsync<Account>(answer, cancellationToken)).Login : "github-actions[bot]";
    }

    /// <summary>A pull request's comments, oldest first; of very many the first 5,000.</summary>
    /// <exception cref="DeployError">DC8010, DC8011.</exception>
    public async IAsyncEnumerable<Comment> CommentsAsync(int number, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; page <= MostPages; page++)
        {
            using var answer = await SendAsync(HttpMethod.Get, $"{repository}/issues/{number}/comments?per_page={Page}&page={page}", null, "the pull request's comments", cancellationToken);
            await RequireAsync(answer, "reading the pull request's comments", "pull-requests: write", cancellationToken);
            var comments = await ReadAsync<List<Comment>>(answer, cancellationToken);
            foreach (var comment in comments)
                yield return comment;
            if (comments.Count < Page)
                yield break;
        }
    }

    /// <summary>Writes a new comment. A lost answer leaves open whether it is there.</summary>
    /// <exception cref="DeployError">DC8010, DC8011.</exception>
    public Task AddCommentAsync(int number, string body, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, $"{repository}/issues/{number}/comments", body, cancellationToken);

    /// <summary>Replaces a comment's text.</summary>
    /// <returns>Whether it was there still, and the token's to edit.</returns>
    /// <exception cref="DeployError">DC8010, DC8011.</exception>
    public async Task<bool> EditCommentAsync(long id, string body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Patch, $"{repository}/issues/comments/{id}", new { body }, "editing the comment", cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return false;
        await RequireAsync(answer, "editing the comment", "pull-requests: write", cancellationToken);
        return true;
    }

    /// <summary>A text file of the repository at a commit; null when it is not there.</summary>
    /// <exception cref="DeployError">DC8010, DC8011.</exception>
    public async Task<string?> FileAsync(string path, string commit, CancellationToken cancellationToken)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        using var answer = await SendAsync(HttpMethod.Get, $"{repository}/contents/{escaped}?ref={Uri.EscapeDataString(commit)}", null, $"{path} of the base branch", cancellationToken, "application/vnd.github.raw+json");
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        await RequireAsync(answer, $"reading {path} of the base branch", "contents: read", cancellationToken);
        if (answer.Content.Headers.ContentLength > LargestFile)
            throw GitHubErrors.NotReachable(path, "it is larger than 256 KiB");
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Who has approved a workflow's run, and for which of GitHub's environments.</summary>
    /// <exception cref="DeployError">DC8010, DC8011.</exception>
    public async Task<IReadOnlyList<Approval>> ApprovalsAsync(string runId, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{repository}/actions/runs/{Uri.EscapeDataString(runId)}/approvals", null, "the run's approvals", cancellationToken);
        await RequireAsync(answer, "reading who approved the run", "actions: read", cancellationToken);
        return await ReadAsync<List<Approval>>(answer, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private async Task WriteAsync(HttpMethod method, string path, string body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(method, path, new { body }, "commenting", cancellationToken);
        await RequireAsync(answer, "commenting on the pull request", "pull-requests: write", cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? content, string what, CancellationToken cancellationToken, string accept = "application/vnd.github+json")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new(accept));
        if (content is not null)
            request.Content = JsonContent.Create(content);
        try
        {
            var answer = await http.SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode < 500 && answer.StatusCode != HttpStatusCode.TooManyRequests && !IsRateLimited(answer))
                return answer;
            using (answer)
                throw GitHubErrors.NotReachable(what, string.Create(CultureInfo.InvariantCulture, $"it answered {(int)answer.StatusCode}{Wait(answer)}"));
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw GitHubErrors.NotReachable(what, error is TaskCanceledException ? "no answer within 30 s" : error.Message, error);
        }
    }

    // https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api: 403 with nothing remaining, or with retry-after.
    private static bool IsRateLimited(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.Forbidden
        && (answer.Headers.RetryAfter is not null || (answer.Headers.TryGetValues("x-ratelimit-remaining", out var remaining) && remaining.Contains("0")));

    private string Wait(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => $", to be asked again after {delta.TotalSeconds:0} s",
        { Date: { } date } => $", to be asked again after {(date - time.GetUtcNow()).TotalSeconds:0} s",
        _ => "",
    };

    private static async Task RequireAsync(HttpResponseMessage answer, string what, string permission, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
            throw GitHubErrors.Denied(what, (int)answer.StatusCode, Message(await answer.Content.ReadAsStringAsync(cancellationToken)), permission);
    }

    private static string Message(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Refusal>(body, Format)?.Message ?? "without a reason";
        }
        catch (JsonException)
        {
            return "without a reason";
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(Format, cancellationToken) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw GitHubErrors.NotReachable("an answer in JSON", error.Message, error);
        }
    }

    /// <summary>A comment of a pull request.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Body">Its text.</param>
    /// <param name="User">Who wrote it; null for accounts that are gone.</param>
    internal sealed record Comment(long Id, string? Body, Account? User);

    /// <summary>An account.</summary>
    internal sealed record Account([property: JsonRequired] string Login);

    /// <summary>A review of pending deployments.</summary>
    /// <param name="State">approved | rejected | pending.</param>
    /// <param name="User">Who.</param>
    /// <param name="Environments">GitHub's environments that it is for.</param>
    internal sealed record Approval(string State, Account? User, IReadOnlyList<NamedEnvironment>? Environments);

    /// <summary>One of GitHub's environments.</summary>
    internal sealed record NamedEnvironment(string? Name);

    private sealed record Refusal(string? Message);
}
