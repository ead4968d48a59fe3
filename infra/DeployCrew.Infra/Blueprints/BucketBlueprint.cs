using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>A private S3 bucket: versioned, encrypted with a key of one's own, TLS only.</summary>
internal static class BucketBlueprint
{
    public static BackingAccess Add(StackBuilder stack, BackingScope scope, string name, ResourceRequirements resource)
    {
        stack.In($"{name}-bucket");
        // Bucket names are unique over all accounts of the world.
        var (bucket, _) = AddBucket(stack, name, new(Text($"{scope.Common.Named(name)}-{scope.Network.Account}"), scope.Key, NoncurrentDays: 30));
        return new(
            BackingAccess.Users(scope.Document, resource),
            [new($"{Naming.Upper(name)}_BUCKET", bucket["bucket"])], [],
            [
                Policy.Allow(["s3:ListBucket"], bucket.Arn),
                Policy.Allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Text($"{bucket.Arn}/*")),
                Policy.Allow(["kms:Decrypt", "kms:GenerateDataKey"], scope.Key.Arn),
            ]);
    }

    /// <summary>The bucket with everything that makes it safe, and its policy; the state backend's is the same.</summary>
    public static (ResourceHandle Bucket, ResourceHandle Policy) AddBucket(StackBuilder stack, string name, BucketSettings settings)
    {
        var bucket = stack.Add("aws:s3/bucket:Bucket", $"{name}-bucket",
            new() { { "bucket", settings.Name }, { "forceDestroy", settings.ForceDestroy } }, settings.Options);
        stack.Add("aws:s3/bucketOwnershipControls:BucketOwnershipControls", $"{name}-ownership", new()
        {
            { "bucket", bucket.Id }, { "rule", new Inputs { { "objectOwnership", "BucketOwnerEnforced" } } },
        });
        var closed = stack.Add("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", $"{name}-not-public", new()
        {
            { "bucket", bucket.Id }, { "blockPublicAcls", true }, { "blockPublicPolicy", true }, { "ignorePublicAcls", true },
            { "restrictPublicBuckets", true },
        });
        stack.Add("aws:s3/bucketVersioning:BucketVersioning", $"{name}-versions", new()
        {
            { "bucket", bucket.Id }, { "versioningConfiguration", new Inputs { { "status", "Enabled" } } },
        });
        stack.Add("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", $"{name}-encryption", new()
        {
            { "bucket", bucket.Id },
            { "rules", List(new Inputs
            {
                { "applyServerSideEncryptionByDefault", settings.Key is { } key
                    ? new Inputs { { "sseAlgorithm", "aws:kms" }, { "kmsMasterKeyId", key.Arn } }
                    : new Inputs { { "sseAlgorithm", "AES256" } } },
                // Said either way: AWS answers with it, and what is not said would be a difference for ever.
                { "bucketKeyEnabled", settings.Key is not null },
            }) },
        });
        var policy = stack.Add("aws:s3/bucketPolicy:BucketPolicy", $"{name}-tls-only", new()
        {
            { "bucket", bucket.Id }, { "policy", Policy.Document([Policy.DenyPlainText(bucket.Arn), .. settings.Statements]) },
        }, new() { DependsOn = [closed.Name] });
        stack.Add("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", $"{name}-lifecycle", new()
        {
            { "bucket", bucket.Id },
            { "rules", List(new Inputs
            {
                { "id", settings.ExpireDays is null ? "old-versions" : "old-objects" }, { "status", "Enabled" },
                { "filter", new Inputs { { "prefix", "" } } },
                { "expiration", settings.ExpireDays is { } days ? new Inputs { { "days", days } } : (Value?)null },
                { "noncurrentVersionExpiration", new Inputs { { "noncurrentDays", settings.NoncurrentDays } } },
                { "abortIncompleteMultipartUpload", new Inputs { { "daysAfterInitiation", 7 } } },
            }) },
        }, new() { DependsOn = [$"{name}-versions"] });
        return (bucket, policy);
    }
}
