using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Certificates;

/// <summary>AWS Certificate Manager (API 2015-12-08): reads only.</summary>
internal sealed class CertificatesClient(AwsConnection connection) : IDisposable
{
    // Without a filter AWS lists those with RSA keys of up to 2,048 bits only.
    private static readonly string[] KeyTypes = ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"];
    private readonly AwsClient client = new(AwsService.Certificates, connection);

    /// <summary>ARNs of the region's certificates, whatever their keys and states.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => await client
        .JsonPagesAsync(
            "ListCertificates", new() { ["Includes"] = new JsonObject { ["keyTypes"] = JsonFields.Array(KeyTypes) } }, new("NextToken", "NextToken", "CertificateSummaryList"), cancellationToken)
        .Select(json => ((JsonObject)json).Text("CertificateArn")).ToListAsync(cancellationToken);

    /// <summary>A certificate; null when it is not there.</summary>
    public async Task<CertificateDescription?> FindAsync(string arn, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.JsonAsync("DescribeCertificate", new() { ["CertificateArn"] = arn }, Effect.Repeatable, cancellationToken);
            var json = answer["Certificate"] as JsonObject ?? [];
            return new(
                json.Text("CertificateArn"), json.TextOrNull("DomainName") ?? "", json.Texts("SubjectAlternativeNames"), json.TextOrNull("Status") ?? "",
                json.TextOrNull("FailureReason"), json.TimeOrNull("NotAfter"), json.Texts("InUseBy"));
        }
        catch (AwsCallError error) when (error.AwsCode is "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}

/// <summary>A certificate.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Domain">Its first name.</param>
/// <param name="Names">All of its names.</param>
/// <param name="Status">PENDING_VALIDATION, ISSUED, INACTIVE, EXPIRED, VALIDATION_TIMED_OUT, REVOKED, FAILED.</param>
/// <param name="FailureReason">CAA_ERROR, …; null unless it failed.</param>
/// <param name="NotAfter">When it ends; null until it is issued.</param>
/// <param name="InUseBy">ARNs of what uses it.</param>
internal sealed record CertificateDescription(
    string Arn, string Domain, IReadOnlyList<string> Names, string Status, string? FailureReason, DateTimeOffset? NotAfter, IReadOnlyList<string> InUseBy);
