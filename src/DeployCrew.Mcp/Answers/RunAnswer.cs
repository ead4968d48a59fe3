using System.ComponentModel;
using System.Text.Json.Serialization;
using DeployCrew.Core.Runs;

namespace DeployCrew.Mcp.Answers;

/// <summary>How a run ended.</summary>
internal sealed record RunAnswer(
    string RunId, string Project, string Environment, string Target,
    [property: Description("What it ended in; of a deployment only verified and unchanged mean that the wanted version serves.")] Verdict Verdict,
    [property: Description("Address that it serves at; left out where there is none.")] string? Url,
    [property: Description("Image by digest of each service.")] IReadOnlyDictionary<string, string> Images,
    IReadOnlyList<StageView> Stages,
    [property: Description("Whether the verifier has written down what it saw: a person finds evidence.json in the run's folder.")] bool HasEvidence,
    [property: Description("Why it did not end well.")] ErrorView? Error,
    double Seconds)
{
    [JsonIgnore]
    public bool IsGood => Verdict is Verdict.Verified or Verdict.Unchanged or Verdict.Destroyed;

    public static RunAnswer Of(RunReport report) => new(
        report.RunId, report.Project, report.Environment, report.Target, report.Verdict, report.Url, report.Images, [.. report.Stages.Select(StageView.Of)],
        report.Evidence is not null, report.Error is { } error ? ErrorView.Of(error) : null, report.Seconds);
}
