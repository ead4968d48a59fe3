using System.Globalization;
using System.Text;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Verification;
using static System.FormattableString;

namespace DeployCrew.Reports;

/// <summary>Evidence as Markdown: what a person reads who was not there.</summary>
internal static class EvidenceReport
{
    public static string Write(Evidence evidence, string keyId)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"# {Title(evidence.Verdict)}\n\n{evidence.Url} · run `{evidence.RunId}` · account {evidence.Account} · {evidence.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\n\n"));
        if (evidence.Timeline.Count > 0)
            text.Append("![The rollout: share of the traffic and tasks over time](timeline.svg)\n\n");
        text.Append("## What has to hold\n\n| service | check | holds | seen |\n|---|---|---|---|\n");
        foreach (var check in evidence.Checks)
            text.Append($"| {Cell(check.Service)} | {Cell(check.What)} | {(check.Holds ? "yes" : "**no**")} | {Cell(check.Seen)} |\n");
        foreach (var (name, service) in evidence.Services)
            Service(text, name, service);
        if (evidence.Timeline.Count > 0)
            Timeline(text, evidence);
        if (evidence.Analysis.Count > 0)
            Analysis(text, evidence.Analysis);
        text.Append($"\n`evidence.dsse.json` is all of this, signed by the key `{keyId}`; `deploycrew evidence` checks it.\n");
        return text.ToString();
    }

    private static void Service(StringBuilder text, string name, ServiceEvidence service)
    {
        text.Append($"\n## {Cell(name)}\n\n- image `{service.Image}`\n- task definition `{service.TaskDefinition}`\n");
        if (service.Deployment is { } deployment)
            text.Append($"- service deployment `{deployment.Arn}`: {deployment.Status} {Cell(deployment.StatusReason ?? "")}".TrimEnd()).Append($"\n- its revision `{deployment.TargetRevisionArn}`\n");
        foreach (var (group, percent) in service.Weights)
            text.Append(CultureInfo.InvariantCulture, $"- {percent:0.#} % of the traffic to `{group}`\n");
        foreach (var task in service.Tasks)
            text.Append($"- task `{task.Id}` runs `{task.Containers.FirstOrDefault(container => container.Name == name)?.ImageDigest ?? "no digest"}`\n");
        foreach (var probe in service.Probes)
            text.Append(CultureInfo.InvariantCulture, $"- GET {probe.Url}: {(probe.Status is { } status ? $"{status} in {probe.Milliseconds} ms" : Cell(probe.Error ?? "no answer"))}\n");
        if (service.Probes.LastOrDefault()?.Certificate is { } certificate)
            text.Append(CultureInfo.InvariantCulture, $"- certificate {Cell(certificate.Subject)} by {Cell(certificate.Issuer)}, until {certificate.NotAfter:yyyy-MM-dd}, SHA-256 `{certificate.Sha256}`\n");
    }

    private static void Timeline(StringBuilder text, Evidence evidence)
    {
        var start = evidence.Timeline[0].At;
        text.Append("\n## How it went\n\n| after | service | stage | traffic | healthy | failed | waits for |\n|---|---|---|---|---|---|---|\n");
        foreach (var sample in evidence.Timeline)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {(sample.At - start).TotalSeconds:0.0} s | {Cell(sample.Service)} | {sample.Stage ?? sample.Status} | {(sample.ProductionPercent is { } percent ? Invariant($"{percent:0.#} %") : "")} | {sample.Healthy} of {sample.Requested} | {sample.Failed} | {Cell(sample.Waiting ?? "")} |\n");
        }
    }

    private static void Analysis(StringBuilder text, IReadOnlyList<AnalysisSample> samples)
    {
        text.Append("\n## Analysis of the new version\n\n| at | service | traffic | requests | errors | p50 | p99 | outcome | why |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var sample in Turns(samples))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {sample.At.UtcDateTime:HH:mm:ss} | {Cell(sample.Service)} | {sample.ProductionPercent:0.#} % | {sample.Requests} | {Percent(sample.ErrorPercent)} | {Milliseconds(sample.P50Milliseconds)} | {Milliseconds(sample.P99Milliseconds)} | {sample.Outcome} | {Cell(string.Join("; ", sample.Reasons.Count > 0 ? sample.Reasons : sample.Checks))} |\n");
        }
    }

    // A long bake time has thousands: the last one of each verdict at each share of the traffic is what people look for.
    private static IEnumerable<AnalysisSample> Turns(IReadOnlyList<AnalysisSample> samples) => samples.Where((sample, index) =>
        index == samples.Count - 1 || (sample.Service, sample.Outcome, sample.ProductionPercent, sample.Stage)
            != (samples[index + 1].Service, samples[index + 1].Outcome, samples[index + 1].ProductionPercent, samples[index + 1].Stage));

    private static string Percent(double? percent) => percent is { } value ? Invariant($"{value:0.##} %") : "";

    private static string Milliseconds(double? milliseconds) => milliseconds is { } value ? Invariant($"{value:0} ms") : "";

    private static string Title(Verdict verdict) => verdict switch
    {
        Verdict.Verified => "Verified",
        Verdict.Unchanged => "Unchanged, and verified",
        Verdict.RolledBack => "Rolled back",
        Verdict.Inconclusive => "Inconclusive",
        _ => "Not verified",
    };

    // What clouds and endpoints say may hold anything: no markup of theirs gets through.
    private static string Cell(string text) => string.Concat(text.Select(letter => letter switch
    {
        '\r' or '\n' => " ",
        '|' or '<' or '>' or '`' or '[' or ']' or '*' or '_' or '!' or '\\' => $"\\{letter}",
        _ => letter.ToString(),
    }));
}
