using DeployCrew.Core.Runs;

namespace DeployCrew.Cli.Tests.Simulation;

/// <summary>How a rollout has to end.</summary>
/// <param name="Verdict">Verdict of the run.</param>
/// <param name="Exit">Exit code.</param>
/// <param name="Code">Code of the first error, or null.</param>
/// <param name="Traffic">Who has production's traffic at the end: <c>v1 100 %</c>; <c>nobody</c>.</param>
internal sealed record Expected(Verdict Verdict, int Exit, string? Code, string Traffic)
{
    public static readonly Expected Verified = new(Verdict.Verified, 0, null, "v2 100 %");

    public static readonly Expected Aborted = RolledBack("DC5017");

    public static Expected RolledBack(string code) => new(Verdict.RolledBack, 3, code, "v1 100 %");

    /// <summary>The first version did not come up.</summary>
    public static Expected FirstFailed(string traffic = "nobody") => new(Verdict.NotVerified, 3, "DC5003", traffic);

    public override string ToString() => $"{Verdict}, {Exit}{(Code is null ? "" : $", {Code}")}; {Traffic}";
}
