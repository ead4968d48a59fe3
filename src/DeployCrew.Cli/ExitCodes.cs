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
        "DC2010" or "DC2011" or "DC2012" or "DC2013" or "DC2014" or "DC2015" or "DC2016" or "DC2024" or "DC2031" or "DC2035" or "DC2036" or "DC2037" or "DC2040" or "DC2041" or "DC2042" or "DC2043" or "DC2044" or "DC2047" or
            "DC9006" or "DC9010" or "DC9011" or "DC9012" or "DC9013" or "DC5015" or "DC5030" or "DC5031" or "DC6002" or "DC8001" or "DC8002" or "DC8013"
            or "DC9101" or "DC9149" or "DC9150" or "DC9151" => Input,
        _ when code.StartsWith("DC1", StringComparison.Ordinal) || code.StartsWith("DC31", StringComparison.Ordinal)
            || code.StartsWith("DC32", StringComparison.Ordinal) => Input,
        _ => Failed,
    };

    public static int Of(DeployError error) => Of(error.Code);
}
