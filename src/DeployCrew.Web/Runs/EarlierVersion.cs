using DeployCrew.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>A version of a service that was verified in an environment, so that a rollback can go there.</summary>
/// <param name="Service">The service.</param>
/// <param name="Digest">Digest of its image.</param>
/// <param name="At">When the run that brought it out began.</param>
public sealed record EarlierVersion(string Service, string Digest, DateTimeOffset At)
{
    private const int Most = 20;

    /// <summary>Those of a run's environment, newest first, each once.</summary>
    internal static IReadOnlyList<EarlierVersion> Of(RunSummary run, IEnumerable<RunSummary> all) =>
    [
        .. all.Where(one => one.IsComplete && one.Kind == RunKind.Deploy && (one.Project, one.Environment, one.Target) == (run.Project, run.Environment, run.Target))
            .SelectMany(one => one.Images.Select(image => new EarlierVersion(image.Key, image.Value[(image.Value.IndexOf('@', StringComparison.Ordinal) + 1)..], one.StartedAt)))
            .DistinctBy(one => (one.Service, one.Digest)).Take(Most),
    ];
}
