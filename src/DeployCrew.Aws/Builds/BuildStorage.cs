using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using DeployCrew.Aws.Ecr;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Builds;

/// <summary>What machines that build take from and bring to: the bucket of the builds' files, and the repository of their images.</summary>
internal sealed class BuildStorage(AwsConnection connection, string? bucket) : IDisposable
{
    /// <summary>Images are copied out of it at once; what stays behind is a cache.</summary>
    private const string KeptForAMonth =
        """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"sinceImagePushed","countUnit":"days","countNumber":30},"action":{"type":"expire"}}]}""";

    private readonly AmazonS3Client s3 = S3Calls.Create(connection);
    private readonly EcrClient ecr = new(connection);

    /// <summary>What is in the way of using it; null: nothing.</summary>
    public async Task<string?> ObstacleAsync(CancellationToken cancellationToken)
    {
        if (bucket is null)
            return $"no bucket is named for the builds' files; set {BuildSettings.BucketVariable}";
        try
        {
            await AskAsync("s3:HeadBucket", () => s3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken));
            return null;
        }
        catch (DeployError error)
        {
            return $"the bucket '{bucket}' cannot be used: {error.Message}";
        }
    }

    /// <summary>Makes a repository unless it is there; what is older than a month goes from it.</summary>
    public async Task EnsureRepositoryAsync(string repository, CancellationToken cancellationToken)
    {
        if (await ecr.EnsureRepositoryAsync(repository, cancellationToken))
            await ecr.PutLifecyclePolicyAsync(repository, KeptForAMonth, cancellationToken);
    }

    /// <summary>Puts a file into the bucket unless one of this name is there.</summary>
    public async Task<string> StoreAsync(string name, string file, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(name, cancellationToken))
            await AskAsync("s3:PutObject", () => s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = name, FilePath = file, ContentType = "application/gzip" }, cancellationToken));
        return $"s3://{bucket}/{name}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        s3.Dispose();
        ecr.Dispose();
    }

    private async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync("s3:HeadObject", () => s3.GetObjectMetadataAsync(bucket, name, cancellationToken));
            return true;
        }
        catch (AwsCallError error) when (error.InnerException is AmazonServiceException { StatusCode: HttpStatusCode.NotFound })
        {
            return false;
        }
    }

    private Task<T> AskAsync<T>(string operation, Func<Task<T>> ask) => S3Calls.AskAsync(s3, operation, ask);
}
