using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A run's report for people.</summary>
internal static class ReportText
{
    public static void Write(Terminal terminal, RunReport report, bool json)
    {
        var people = terminal.People;
        people.WriteLine();
        if (report.Error is { } error)
            ErrorText.Write(terminal, error);
        var done = report.IsGood || report.Verdict is Verdict.Planned or Verdict.Destroyed;
        var colour = done ? "green" : "red";
        people.MarkupLine($"[{colour} bold]{Words(report)}[/] [grey]in {report.Seconds:0.0} s[/]");
        if (report.Url is not null)
            people.MarkupLineInterpolated($"  url       {report.Url}");
        if (report.CaCertificate is not null)
            people.MarkupLineInterpolated($"  ca        {report.CaCertificate}");
        foreach (var (service, image) in report.Images)
            people.MarkupLineInterpolated($"  image     {service} {image}");
        if (report.Evidence is not null)
            people.MarkupLineInterpolated($"  evidence  {report.Evidence}");
        if (report.Bundle is not null)
            people.MarkupLineInterpolated($"  bundle    {report.Bundle}");
        if (report.Models is { } models)
            people.MarkupLineInterpolated($"  models    {Words(models)}");
        if (report.IsGood && report.CaCertificate is not null)
            people.MarkupLineInterpolated($"  try       curl --cacert {report.CaCertificate} {report.Url}/");
        if (!done && report.Error?.Code != AgentErrors.ReadOnlyCode)
            people.MarkupLineInterpolated($"  resume    deploycrew resume {report.RunId}");
        if (!json && report.Url is not null && report.IsGood)
            terminal.Out.WriteLine(report.Url);
    }

    private static string Words(ModelUsage models) => FormattableString.Invariant($"{models.InputTokens + models.OutputTokens:N0} tokens in {models.Answers} answers")
        + (models.Dollars is { } dollars ? FormattableString.Invariant($", {dollars:0.####} dollars") : "");

    internal static string Words(RunReport report) => report.Verdict switch
    {
        Verdict.Verified when report.IsRollback => "Verified: the earlier version serves all of the traffic again",
        Verdict.Unchanged => "Unchanged: this version served all of the traffic already, and does",
        Verdict.Inconclusive => "Inconclusive: whether the new version is good could not be told; it got no more traffic",
        Verdict.Verified => "Verified: the new version serves all of the traffic",
        Verdict.RolledBack => "Rolled back: the earlier version serves, the new one does not",
        Verdict.NotVerified => "Not verified: the endpoint does not show that the new version serves",
        Verdict.Planned => "Planned: nothing was changed",
        Verdict.Destroyed => "Destroyed: the environment is gone",
        Verdict.Withheld => "Withheld: it ended before something that it was not allowed to do",
        _ => "Failed: nothing new was deployed",
    };
}
