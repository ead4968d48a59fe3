using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>S3 buckets.</summary>
internal static class BucketRules
{
    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    public static readonly PolicyRule[] All =
    [
        new("DCP030", High, "Public access to buckets is blocked",
            "One wrong policy or ACL publishes everything.",
            "Add a BucketPublicAccessBlock with all four settings.", "FSBP S3.8",
            stack => stack.Without(AwsTypes.Bucket, AwsTypes.BucketPublicAccess, "bucket", other => Blocks.All(other.IsTrue))
                .Select(bucket => bucket.Violates("", "public access is not blocked altogether."))),

        new("DCP031", Medium, "Buckets take TLS only",
            "Data crosses the network in the clear.",
            "Deny requests without aws:SecureTransport.", "FSBP S3.5",
            stack => stack.Without(AwsTypes.Bucket, AwsTypes.BucketPolicy, "bucket", other => Statement.In(other, "policy").Any(DeniesPlainText))
                .Select(bucket => bucket.Violates("", "plain HTTP is not denied."))),

        new("DCP032", Medium, "Buckets are encrypted with a key of one's own",
            "Who may read objects is not up to a key policy.",
            "Add a BucketServerSideEncryptionConfiguration with aws:kms.", "FSBP S3.17",
            stack => stack.Without(AwsTypes.Bucket, AwsTypes.BucketEncryption, "bucket", other => other.Text("rules[0].applyServerSideEncryptionByDefault.sseAlgorithm") is "aws:kms" or "aws:kms:dsse")
                .Where(bucket => !IsWrittenByLoadBalancers(stack, bucket))
                .Select(bucket => bucket.Violates("", "there is no key of one's own."))),

        new("DCP033", Medium, "Buckets keep old versions",
            "What is overwritten or deleted is lost.",
            "Add a BucketVersioning.", "FSBP S3.14",
            stack => stack.Without(AwsTypes.Bucket, AwsTypes.BucketVersioning, "bucket", other => other.Text("versioningConfiguration.status") is "Enabled")
                .Select(bucket => bucket.Violates("", "old versions are not kept."))),

        new("DCP034", Medium, "Buckets have no access control lists",
            "Objects can be given away one by one, past the policy.",
            "Set objectOwnership to BucketOwnerEnforced.", "FSBP S3.12",
            stack => stack.Without(AwsTypes.Bucket, AwsTypes.BucketOwnership, "bucket", other => other.Text("rule.objectOwnership") is "BucketOwnerEnforced")
                .Select(bucket => bucket.Violates("", "access control lists are in force."))),

        new("DCP035", Low, "Buckets have a lifecycle",
            "Old versions and broken uploads are paid for, for ever.",
            "Add a BucketLifecycleConfiguration.", "FSBP S3.13",
            stack => stack.Without(AwsTypes.Bucket, AwsTypes.BucketLifecycle, "bucket", other => true)
                .Select(bucket => bucket.Violates("", "nothing is ever cleaned up."))),

        new("DCP036", Low, "Access to buckets is logged",
            "Who read what cannot be told afterwards.",
            "Add a BucketLogging, or data events in CloudTrail.", "FSBP S3.9",
            stack => stack.Without(AwsTypes.Bucket, AwsTypes.BucketLogging, "bucket", other => true)
                .Select(bucket => bucket.Violates("", "access is not logged."))),

        new("DCP037", Critical, "Bucket policies do not let everybody in",
            "Everybody can read or write.",
            "Name the principals.", "FSBP S3.2, S3.3",
            stack => stack.Of(AwsTypes.BucketPolicy).SelectMany(policy => Statement.In(policy, "policy"))
                .Where(statement => statement.IsForAnybody).Select(statement => statement.Violates("Principal", "everybody is let in."))),

        new("DCP038", Medium, "Deleting a stack does not empty its buckets",
            "The data goes with one wrong command.",
            "Remove forceDestroy.", "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
            stack => stack.Of(AwsTypes.Bucket).Where(resource => resource.IsTrue("forceDestroy"))
                .Select(resource => stack.Durable(resource.Violates("forceDestroy", "the bucket is deleted with what is in it.")))),
    ];

    // Those write to buckets with S3's own key only.
    private static bool IsWrittenByLoadBalancers(PolicyContext stack, EvaluatedResource bucket) => stack.Of(AwsTypes.BucketPolicy)
        .Where(policy => policy.RefersTo("bucket", bucket)).SelectMany(policy => Statement.In(policy, "policy"))
        .Any(statement => statement.Principals.Contains("logdelivery.elasticloadbalancing.amazonaws.com"));

    private static bool DeniesPlainText(Statement statement) =>
        !statement.Allows && statement.Condition.Contains("\"aws:SecureTransport\":\"false\"", StringComparison.Ordinal);
}
