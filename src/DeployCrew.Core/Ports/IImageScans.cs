namespace DeployCrew.Core.Ports;

/// <summary>What a registry's scanner says of images (ECR basic or enhanced scanning).</summary>
public interface IImageScans
{
    /// <summary>The result for an image as it is now; null when no scan of it is known.</summary>
    /// <param name="repository">Repository in the account's registry.</param>
    /// <param name="digest">The image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImageScan?> FindAsync(string repository, string digest, CancellationToken cancellationToken);

    /// <summary>Asks for a scan; safe to repeat. False: the scanner does not take this image.</summary>
    /// <inheritdoc cref="FindAsync" path="/param"/>
    Task<bool> StartAsync(string repository, string digest, CancellationToken cancellationToken);
}

/// <summary>What a scanner says of one image.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Description">The scanner's words on it.</param>
/// <param name="Counts">Findings by severity, in capitals: CRITICAL, HIGH, ….</param>
/// <param name="Findings">Each finding.</param>
public sealed record ImageScan(
    ImageScanStatus Status, string? Description, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ImageFinding> Findings);

/// <summary>State of a scan.</summary>
public enum ImageScanStatus
{
    /// <summary>It is under way.</summary>
    Running,

    /// <summary>There are findings, or it is known that there are none.</summary>
    Done,

    /// <summary>There will be no result: the scanner failed, or does not know this kind of image.</summary>
    Without,
}

/// <summary>A weakness that a scanner knows.</summary>
/// <param name="Name">Such as <c>CVE-2024-1234</c>.</param>
/// <param name="Severity">In capitals.</param>
/// <param name="Package">Package that has it, with its version; null where the scanner does not say.</param>
/// <param name="FixedIn">Version without it; null where there is none, or the scanner does not say.</param>
public sealed record ImageFinding(string Name, string Severity, string? Package, string? FixedIn)
{
    /// <summary><c>CRITICAL CVE-2024-1234 in openssl 3.0.11, fixed in 3.0.14</c>.</summary>
    public override string ToString() =>
        $"{Severity} {Name}{(Package is null ? "" : $" in {Package}")}{(FixedIn is null ? "" : $", fixed in {FixedIn}")}";
}
