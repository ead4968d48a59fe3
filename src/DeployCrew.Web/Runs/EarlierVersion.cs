using DeployCrew.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>A version of a service that was verified in an environment, so that a rollback can go there.</summary>
/// <param name="Service">The service.</param>
/// <param name="Digest">Digest of its image.</param>
/// <param name="At">When the run that brought it out began.</param>
public sealed record EarlierVersion(string Service, string Digest, DateTimeOffset At)
{
    private const int Most = 20;

    /// <summary>Those of an environment's runs, newest first, each once.</summary>
    internal static IReadOnlyList<EarlierVersion> Of(IEnumerable<RunSummary> runs) =>
    [
        .. runs.Where(one => one.IsComplete && one.Kind == RunKind.Deploy)
            .SelectMany(one => one.Images.Select(image => new EarlierVersion(image.Key, image.Value[(image.Value.IndexOf('@', StringComparison.Ordinal) + 1)..], one.StartedAt)))
            .DistinctBy(one => (one.Service, one.Digest)).Take(Most),
    ];
}
