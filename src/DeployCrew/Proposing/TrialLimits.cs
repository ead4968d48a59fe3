namespace DeployCrew.Proposing;

/// <summary>What one trial may take.</summary>
/// <param name="Build">For the build.</param>
/// <param name="Answer">From its start to the first 200.</param>
internal sealed record TrialLimits(TimeSpan Build, TimeSpan Answer)
{
    public static readonly TrialLimits Standard = new(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(60));
}
