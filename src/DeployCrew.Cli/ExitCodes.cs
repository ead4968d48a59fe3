using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Cli;

/// <summary>What the exit code says.</summary>
internal static class ExitCodes
{
    public const int Verified = 0;
    public const int Input = 1;
    public const int Failed = 2;
    public const int NotVerified = 3;

    /// <summary>drift and compare: there is a difference that nobody declared. diff --exit-code: there is one.</summary>
    public const int Differs = 4;

    /// <summary>review and diff: a bundle is not what was signed, or is made to do harm. Nobody should unpack it.</summary>
    public const int NotTrusted = 5;

    /// <summary>A run ended before something that it was not allowed to do: it is read-only, or somebody who was asked did not say yes.</summary>
    public const int Withheld = 6;
    public const int Bug = 70;
    public const int Cancelled = 130;

    // Of families that are otherwise about what failed.
    private static readonly HashSet<string> InputCodes =
    [
        "DC2010", "DC2011", "DC2012", "DC2013", "DC2014", "DC2015", "DC2016", "DC2017", "DC2024", "DC2031", "DC2035", "DC2036", "DC2037", "DC2040", "DC2041", "DC2042", "DC2043", "DC2044", "DC2047", "DC2058", "DC2059",
        "DC5015", "DC5030", "DC5031",
        "DC6002",
        "DC8001", "DC8002", "DC8013",
        "DC9006", "DC9010", "DC9011", "DC9012", "DC9013", "DC9101", "DC9149", "DC9150", "DC9151",
    ];

    public static int Of(RunReport report) => Of(report.Verdict, report.Error);

    public static int Of(Verdict verdict, ErrorReport? error) => verdict == Verdict.Failed && error is not null ? Of(error.Code) : Of(verdict);

    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Verified or Verdict.Unchanged or Verdict.Planned or Verdict.Destroyed => Verified,
        Verdict.RolledBack or Verdict.NotVerified or Verdict.Inconclusive => NotVerified,
        Verdict.Withheld => Withheld,
        _ => Failed,
    };

    /// <summary>DC1xxx, and the source's DC31xx and DC32xx, are about what the user gave; DC9001 is a bug.</summary>
    public static int Of(string code) => code switch
    {
        "DC9001" => Bug,
        "DC4046" => NotTrusted,
        _ when InputCodes.Contains(code) => Input,
        _ when code.StartsWith("DC1", StringComparison.Ordinal) || code.StartsWith("DC31", StringComparison.Ordinal)
            || code.StartsWith("DC32", StringComparison.Ordinal) => Input,
        _ => Failed,
    };

    public static int Of(DeployError error) => Of(error.Code);
}
