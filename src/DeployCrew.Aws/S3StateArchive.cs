using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>The state bucket, with the SDK's own client.</summary>
public sealed class S3StateArchive(AwsConnection connection) : IStateArchive, IDisposable
{
    private readonly AmazonS3Client client = S3Calls.Create(connection);

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string bucket, CancellationToken cancellationToken) => await AskAsync("s3:GetBucketLocation", async () =>
    {
        await client.GetBucketLocationAsync(bucket, cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(string bucket, string key, CancellationToken cancellationToken) => AskAsync("s3:GetObject", async () =>
    {
        using var found = await client.GetObjectAsync(bucket, key, cancellationToken);
        using var content = new MemoryStream();
        await found.ResponseStream.CopyToAsync(content, cancellationToken);
        return (byte[]?)content.ToArray();
    });

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(string bucket, string prefix, CancellationToken cancellationToken) => await AskAsync("s3:ListBucket", async () =>
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        ListObjectsV2Response page;
        do
        {
            page = await client.ListObjectsV2Async(request, cancellationToken);
            keys.AddRange((page.S3Objects ?? []).Select(found => found.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated is true);
        return (IReadOnlyList<string>)keys;
    }) ?? [];

    /// <inheritdoc/>
    public Task DeleteAsync(string bucket, string key, CancellationToken cancellationToken) => AskAsync("s3:DeleteObject", async () =>
    {
        await client.DeleteObjectAsync(bucket, key, cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public Task WriteAsync(string bucket, string key, byte[] content, CancellationToken cancellationToken) => AskAsync("s3:PutObject", async () =>
    {
        using var stream = new MemoryStream(content);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = stream }, cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    // What is not there is an answer, except to a write.
    private async Task<T?> AskAsync<T>(string operation, Func<Task<T>> ask)
    {
        try
        {
            return await S3Calls.AskAsync(client, operation, ask);
        }
        catch (AwsCallError error) when (error.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound } && operation != "s3:PutObject")
        {
            return default;
        }
    }
}
