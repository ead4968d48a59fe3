using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>One key per environment, for logs, images, topics, queues, buckets and databases.</summary>
internal static class EncryptionBlueprint
{
    private static readonly string[] Use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

    public static ResourceHandle Add(StackBuilder stack, CommonConfiguration common, Network network)
    {
        stack.In("encryption");
        var key = stack.Add("aws:kms/key:Key", "key", "One key per environment: who may not use it cannot read this environment's data.",
            new()
        {
            { "description", Text($"Data of {common.Prefix}") }, { "enableKeyRotation", true }, { "deletionWindowInDays", 30 },
            { "policy", Policy.Document(Owner(network.Account), Logs(common, network.Account), Alarms(network.Account)) },
        });
        stack.Add("aws:kms/alias:Alias", "key-alias",
            new() { { "name", Text($"alias/{common.Prefix}") }, { "targetKeyId", key["keyId"] } });
        return key;
    }

    /// <summary>Without this statement nobody could ever change the key again; who of the account may use it is up to IAM.</summary>
    private static Inputs Owner(Value account) => new()
    {
        { "Sid", "Account" }, { "Effect", "Allow" },
        { "Principal", new Inputs { { "AWS", Text($"arn:aws:iam::{account}:root") } } }, { "Action", "kms:*" }, { "Resource", "*" },
    };

    private static Inputs Logs(CommonConfiguration common, Value account) => new()
    {
        { "Sid", "Logs" }, { "Effect", "Allow" },
        { "Principal", new Inputs { { "Service", Text($"logs.{common.Region}.amazonaws.com") } } },
        { "Action", List(Use.Select(action => (Value)action)) }, { "Resource", "*" },
        { "Condition", new Inputs { { "ArnLike", new Inputs
            { { "kms:EncryptionContext:aws:logs:arn", Text($"arn:aws:logs:{common.Region}:{account}:log-group:*") } } } } },
    };

    private static Inputs Alarms(Value account) => new()
    {
        { "Sid", "Alarms" }, { "Effect", "Allow" }, { "Principal", new Inputs { { "Service", "cloudwatch.amazonaws.com" } } },
        { "Action", List("kms:Decrypt", "kms:GenerateDataKey*") }, { "Resource", "*" },
        { "Condition", new Inputs { { "StringEquals", new Inputs { { "aws:SourceAccount", account } } } } },
    };
}
