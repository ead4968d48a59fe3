using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;
using DeployCrew.Verification;
using static System.FormattableString;

namespace DeployCrew.Rollouts;

/// <summary>Asks the new version alone, where it answers before it has production's traffic: by HTTP checks and by the app's smoke script.</summary>
internal sealed class TestListener(IEndpointProbe probe, IProcessRunner processes, TimeProvider time)
{
    private const int Attempts = 3;
    private const int ShownLines = 40;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SmokeLimit = TimeSpan.FromSeconds(300);

    /// <summary>Every check and the script, one after the other; the script only when the checks hold.</summary>
    /// <exception cref="DeployError">DC5022: the app has no such script.</exception>
    public async Task<IReadOnlyList<CheckResult>> AskAsync(StageContext context, ServiceRollout rollout, AnalysisRequirements wanted, CancellationToken cancellationToken)
    {
        var (url, authority) = (rollout.Contract[ContractKeys.TestUrl], rollout.Contract.Find(ContractKeys.CaCertificate));
        var results = new List<CheckResult>();
        foreach (var check in wanted.Checks)
            results.Add(await CheckAsync(EndpointAddress.Of(url, check.Path), authority, check, cancellationToken));
        if (wanted.Smoke is { } smoke && results.TrueForAll(result => result.Holds == true))
            results.Add(await SmokeAsync(context, url, authority, smoke, cancellationToken));
        return results;
    }

    // Weights take a moment to be everywhere: the first answer may be the earlier version's.
    private async Task<CheckResult> CheckAsync(Uri url, string? authority, AnalysisCheck check, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await probe.GetAsync(url, authority, ProbeLimit, cancellationToken);
            var result = Judge(check, answer);
            if (result.Holds == true || attempt == Attempts)
                return result;
            await Task.Delay(BetweenAttempts, time, cancellationToken);
        }
    }

    // Without a connection nothing is known of the new version: the test listener may be closed to this machine.
    private static CheckResult Judge(AnalysisCheck check, ProbeResult answer)
    {
        var what = $"GET {answer.Url.PathAndQuery}";
        if (answer.Status is not { } status)
            return new CheckResult(what, answer.Certificate is null ? null : false, answer.Error ?? "no answer", answer.Transcript);
        if (!check.Allows(status))
            return new CheckResult(what, false, Invariant($"status {status}, {check.Status} is wanted"), answer.Transcript);
        return check.Contains is { } text && !answer.Body.Contains(text, StringComparison.Ordinal)
            ? new CheckResult(what, false, Invariant($"status {status}, without '{text}'"), answer.Transcript)
            : new CheckResult(what, true, Invariant($"status {status} in {answer.Milliseconds:0} ms"), answer.Transcript);
    }

    private async Task<CheckResult> SmokeAsync(StageContext context, string url, string? authority, string smoke, CancellationToken cancellationToken)
    {
        var script = Path.GetFullPath(Path.Combine(context.Folder.Source, smoke));
        if (!File.Exists(script))
            throw AnalysisErrors.SmokeMissing(smoke);
        if (authority is not null)
            await File.WriteAllTextAsync(context.Folder.CaCertificateFile, authority, cancellationToken);
        var lines = new List<string>();
        void Keep(string line)
        {
            lock (lines)
                lines.Add(line);
        }

        var (program, arguments) = Start(script);
        using var deadline = new CancellationTokenSource(SmokeLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var ended = await processes.RunAsync(
                new ProcessCommand(program, arguments)
                {
                    WorkingDirectory = context.Folder.Source,
                    Environment = new Dictionary<string, string?> { ["DEPLOYCREW_TEST_URL"] = url, ["DEPLOYCREW_CA_FILE"] = authority is null ? null : context.Folder.CaCertificateFile },
                    OnLine = Keep,
                },
                linked.Token);
            return new CheckResult(smoke, ended.ExitCode == 0, Invariant($"exit code {ended.ExitCode}"), Tail(lines));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckResult(smoke, false, Invariant($"did not end within {SmokeLimit.TotalSeconds:0} s"), Tail(lines));
        }
    }

    // A file out of an archive may have lost its mode.
    private static (string Program, IReadOnlyList<string> Arguments) Start(string script) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(script) & UnixFileMode.UserExecute) != 0 ? (script, []) : ("sh", [script]);

    private static IReadOnlyList<string> Tail(List<string> lines)
    {
        lock (lines)
            return [.. lines.TakeLast(ShownLines).Select(line => "  " + line)];
    }
}
