using System.Globalization;
using System.Net;
using DeployCrew.Images.Docker;

namespace DeployCrew.Proposing;

/// <summary>Asks a container's health path until it answers 200, ends, or its time is over.</summary>
/// <param name="inspect">The container as it is now.</param>
/// <param name="time">The clock.</param>
/// <param name="limit">How long it may take.</param>
internal sealed class HealthProbe(Func<CancellationToken, Task<ContainerState?>> inspect, TimeProvider time, TimeSpan limit)
{
    private const int LongestBody = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly List<(string Said, int Times)> transcript = [];

    /// <summary>Asks.</summary>
    /// <returns>Why it is not well, or null; and what was asked and answered.</returns>
    public async Task<(string? Failure, IReadOnlyList<string> Transcript)> AskAsync(string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = 1 << 20 };
        var started = time.GetTimestamp();
        while (true)
        {
            var state = await inspect(cancellationToken);
            if (state is not { IsRunning: true })
                return ($"its container ended{(state is null ? "" : $" with exit code {state.ExitCode.ToString(CultureInfo.InvariantCulture)}")}{(state?.OutOfMemory == true ? ", out of memory" : "")}", Lines());
            var said = state.HostPort is { } port ? await OnceAsync(http, port, path, cancellationToken) : "its port is not published";
            if (said is null)
                return (null, Lines());
            if (time.GetElapsedTime(started) > limit)
                return ($"it does not answer GET {path} with 200 within {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; the last time: {said}", Lines());
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<string?> OnceAsync(HttpClient http, int port, string path, CancellationToken cancellationToken)
    {
        string said;
        var isWell = false;
        try
        {
            using var response = await http.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"), cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            isWell = response.StatusCode == HttpStatusCode.OK;
            said = $"{(int)response.StatusCode} {(body.Length <= LongestBody ? body : body[..LongestBody]).ReplaceLineEndings(" ").Trim()}".TrimEnd();
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException || (cause is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            said = cause is TaskCanceledException ? "no answer within 5 s" : cause is HttpRequestException { HttpRequestError: var error } ? $"no answer ({error})" : "no answer (the connection broke)";
        }

        Note($"GET {path}: {said}");
        return isWell ? null : said;
    }

    private void Note(string said)
    {
        if (transcript.Count > 0 && transcript[^1].Said == said)
            transcript[^1] = (said, transcript[^1].Times + 1);
        else
            transcript.Add((said, 1));
    }

    private List<string> Lines() => [.. transcript.Select(one => one.Times == 1 ? one.Said : string.Create(CultureInfo.InvariantCulture, $"{one.Said} ({one.Times} times)"))];
}
