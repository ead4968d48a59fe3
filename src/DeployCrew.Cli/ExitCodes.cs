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

    /// <summary>drift and compare: there is a difference that nobody declared.</summary>
    public const int Differs = 4;
    public const int Bug = 70;
    public const int Cancelled = 130;

    public static int Of(RunReport report) => report.Verdict switch
    {
        Verdict.Verified => Verified,
        Verdict.RolledBack or Verdict.NotVerified => NotVerified,
        _ => report.Error is { } error ? Of(error.Code) : Failed,
    };

    /// <summary>DC1xxx, and the source's DC31xx and DC32xx, are about what the user gave; DC9001 is a bug.</summary>
    public static int Of(string code) => code switch
    {
        "DC9001" => Bug,
        "DC9006" => Input,
        _ when code.StartsWith("DC1", StringComparison.Ordinal) || code.StartsWith("DC31", StringComparison.Ordinal)
            || code.StartsWith("DC32", StringComparison.Ordinal) => Input,
        _ => Failed,
    };

    public static int Of(DeployError error) => Of(error.Code);
}
