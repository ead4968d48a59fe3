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
        var colour = report.Verdict == Verdict.Verified ? "green" : "red";
        people.MarkupLine($"[{colour} bold]{Words(report.Verdict)}[/] [grey]in {report.Seconds:0.0} s[/]");
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
        if (report.Verdict == Verdict.Verified && report.CaCertificate is not null)
            people.MarkupLineInterpolated($"  try       curl --cacert {report.CaCertificate} {report.Url}/");
        if (report.Verdict != Verdict.Verified)
            people.MarkupLineInterpolated($"  resume    deploycrew resume {report.RunId}");
        if (!json && report.Url is not null && report.Verdict == Verdict.Verified)
            terminal.Out.WriteLine(report.Url);
    }

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Verified => "Verified: the new version serves all of the traffic",
        Verdict.RolledBack => "Rolled back: the earlier version serves, the new one does not",
        Verdict.NotVerified => "Not verified: the endpoint does not show that the new version serves",
        _ => "Failed: nothing new was deployed",
    };
}
