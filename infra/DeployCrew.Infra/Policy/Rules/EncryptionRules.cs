using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>What is encrypted where it lies, and the keys.</summary>
internal static class EncryptionRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP023", Medium, "Logs are encrypted with a key of one's own",
            "Who may read logs is not up to a key policy.",
            "Set kmsKeyId.", "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
            stack => stack.Of(AwsTypes.LogGroup).Where(resource => !resource.Has("kmsKeyId"))
                .Select(resource => resource.Violates("kmsKeyId", "no key is named."))),

        new("DCP024", Medium, "Topics are encrypted",
            "Messages lie in the clear.",
            "Set kmsMasterKeyId.", "FSBP SNS.1",
            stack => stack.Of(AwsTypes.Topic).Where(resource => !resource.Has("kmsMasterKeyId"))
                .Select(resource => resource.Violates("kmsMasterKeyId", "no key is named."))),

        new("DCP025", Medium, "Queues are encrypted",
            "Messages lie in the clear.",
            "Set kmsMasterKeyId or sqsManagedSseEnabled.", "FSBP SQS.1",
            stack => stack.Of(AwsTypes.Queue).Where(resource => !resource.Has("kmsMasterKeyId") && resource.Text("sqsManagedSseEnabled") is "false")
                .Select(resource => resource.Violates("kmsMasterKeyId", "encryption is off."))),

        new("DCP026", Medium, "Keys are rotated",
            "What was encrypted with a leaked key stays readable, for ever.",
            "Set enableKeyRotation.", "FSBP KMS.4",
            stack => stack.Of(AwsTypes.Key).Where(resource => IsSymmetric(resource) && !resource.IsTrue("enableKeyRotation"))
                .Select(resource => resource.Violates("enableKeyRotation", "the key is not rotated."))),

        new("DCP027", Medium, "A deleted key can be had back for two weeks",
            "Without the key all its data is lost.",
            "Set deletionWindowInDays to 14 or more.", "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
            stack => stack.Of(AwsTypes.Key).Where(resource => resource.Number("deletionWindowInDays") < 14)
                .Select(resource => resource.Violates("deletionWindowInDays", $"it is gone after {resource.Text("deletionWindowInDays")} days."))),

        new("DCP028", Critical, "Keys are not for everybody",
            "Any account can decrypt.",
            "Name the account and services in the key policy.", "FSBP KMS.5",
            stack => stack.Of(AwsTypes.Key).SelectMany(key => Statement.In(key, "policy")).Where(statement => statement.IsForAnybody)
                .Select(statement => statement.Violates("Principal", "everybody may use the key."))),

        new("DCP029", Medium, "Image repositories are encrypted with a key of one's own",
            "Who may read images is not up to a key policy.",
            "Set encryptionConfigurations to KMS.", "FSBP ECR.5",
            stack => stack.Of(AwsTypes.Repository).Where(resource => resource.Text("encryptionConfigurations[0].encryptionType") is not ("KMS" or "KMS_DSSE"))
                .Select(resource => resource.Violates("encryptionConfigurations", "no key of one's own is used."))),
    ];

    private static bool IsSymmetric(EvaluatedResource key) =>
        key.Text("customerMasterKeySpec") is null or "SYMMETRIC_DEFAULT" && key.Text("keyUsage") is null or "ENCRYPT_DECRYPT";
}
