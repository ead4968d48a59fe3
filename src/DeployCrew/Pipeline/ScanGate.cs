using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Pipeline;

/// <summary>Waits for the registry's scan of an image and holds its findings against the requirements.</summary>
/// <param name="scans">The registry's scanner.</param>
/// <param name="time">Clock of the wait.</param>
/// <param name="hasScanner">Whether the registry has one: in a rehearsal that an image was not scanned is no warning, because none ever is.</param>
internal sealed class ScanGate(IImageScans scans, TimeProvider time, bool hasScanner)
{
    private const int Shown = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // From the gravest on; what is below MEDIUM stops nothing.
    private static readonly string[] Severities = ["CRITICAL", "HIGH", "MEDIUM"];

    /// <exception cref="DeployError">DC3352.</exception>
    public async Task CheckAsync(ScanRequirements wanted, string repository, string digest, Action<string> say, Action<string> note, CancellationToken cancellationToken)
    {
        if (wanted.FailOn == "none")
            return;
        var scan = await UntilDoneAsync(wanted, repository, digest, cancellationToken);
        if (scan is not { Status: ImageScanStatus.Done })
        {
            var why = scan?.Description ?? $"no result within {wanted.WaitSeconds} s";
            if (hasScanner)
                say($"warning: not scanned, nothing is known of its weaknesses: {why}");
            else
                note($"not scanned, the registry of a rehearsal does not: {why}");
            return;
        }

        var counts = string.Join(", ", scan.Counts.Where(one => one.Value > 0).OrderBy(one => Rank(one.Key)).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value} {one.Key}")));
        say($"scanned: {(counts.Length == 0 ? "no findings" : counts)}");
        var least = Rank(wanted.FailOn.ToUpperInvariant());
        if (scan.Counts.Any(one => one.Value > 0 && Rank(one.Key) <= least))
        {
            throw SupplyChainErrors.Findings($"{repository}@{digest}", wanted.FailOn, counts,
                [.. scan.Findings.OrderBy(found => Rank(found.Severity)).ThenBy(found => found.Name, StringComparer.Ordinal).Take(Shown).Select(found => found.ToString())]);
        }
    }

    private static int Rank(string severity) => Array.IndexOf(Severities, severity) is var index and >= 0 ? index : Severities.Length;

    private async Task<ImageScan?> UntilDoneAsync(ScanRequirements wanted, string repository, string digest, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow().AddSeconds(wanted.WaitSeconds);
        for (var asked = false; ;)
        {
            var scan = await scans.FindAsync(repository, digest, cancellationToken);
            if (scan is { Status: not ImageScanStatus.Running } || time.GetUtcNow() >= deadline)
                return scan;
            if (scan is null && !asked && !await scans.StartAsync(repository, digest, cancellationToken))
                return new ImageScan(ImageScanStatus.Without, "the scanner does not take this kind of image", new Dictionary<string, int>(), []);
            asked |= scan is null;
            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
