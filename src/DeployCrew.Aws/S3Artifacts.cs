using Amazon.S3;
using Amazon.S3.Model;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Artifacts in a bucket, with the SDK's own client.</summary>
/// <param name="connection">The account.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="prefix">What every key begins with; empty or with a slash at its end.</param>
public sealed class S3Artifacts(AwsConnection connection, string bucket, string prefix) : IArtifactStore, IDisposable
{
    private readonly AmazonS3Client client = S3Calls.Create(connection);

    /// <inheritdoc/>
    public Task WriteAsync(string key, string file, CancellationToken cancellationToken) => AskAsync("s3:PutObject", key, () =>
        client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = prefix + key, FilePath = file, ContentType = "application/zip" }, cancellationToken));

    /// <inheritdoc/>
    public Task ReadAsync(string key, string file, CancellationToken cancellationToken) => AskAsync("s3:GetObject", key, async () =>
    {
        using var found = await client.GetObjectAsync(bucket, prefix + key, cancellationToken);
        await found.WriteResponseStreamToFileAsync(file, append: false, cancellationToken);
        return found;
    });

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task AskAsync<T>(string operation, string key, Func<Task<T>> ask)
    {
        try
        {
            await S3Calls.AskAsync(client, operation, ask);
        }
        catch (AwsCallError error) when (error.InnerException is AmazonS3Exception { ErrorCode: "NoSuchKey" })
        {
            throw TeamErrors.ArtifactMissing(key);
        }
    }
}
