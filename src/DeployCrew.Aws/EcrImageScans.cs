using DeployCrew.Aws.Ecr;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>ECR's scans of images.</summary>
public sealed class EcrImageScans(AwsConnection connection) : IImageScans, IDisposable
{
    private readonly EcrClient client = new(connection);

    /// <inheritdoc/>
    public async Task<ImageScan?> FindAsync(string repository, string digest, CancellationToken cancellationToken) =>
        await client.DescribeScanFindingsAsync(repository, digest, cancellationToken) is { } found
            ? new ImageScan(Status(found.Status), found.Description ?? found.Status, found.Counts, [.. found.Findings.Select(Finding)]) : null;

    /// <inheritdoc/>
    public async Task<bool> StartAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        try
        {
            await client.StartImageScanAsync(repository, digest, cancellationToken);
            return true;
        }
        catch (AwsCallError error) when (error.AwsCode is "LimitExceededException")
        {
            // Once a day and image: it was asked for already.
            return true;
        }
        catch (AwsCallError error) when (error.AwsCode is "UnsupportedImageTypeException")
        {
            return false;
        }
        catch (AwsCallError error) when (error.AwsCode is "ValidationException")
        {
            // Enhanced scanning starts by itself, and does not take this call.
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static ImageScanStatus Status(string status) => status switch
    {
        "COMPLETE" or "ACTIVE" => ImageScanStatus.Done,
        "PENDING" or "IN_PROGRESS" => ImageScanStatus.Running,
        _ => ImageScanStatus.Without,
    };

    private static ImageFinding Finding(ScanFinding found) => new(
        found.Name, found.Severity, found.Package is null ? null : $"{found.Package} {found.Version}".TrimEnd(), found.FixedIn);
}
