using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>An SQS queue, and one for what could not be handled.</summary>
internal static class QueueBlueprint
{
    private const int FourteenDays = 14 * 24 * 60 * 60;

    public static BackingAccess Add(StackBuilder stack, BackingScope scope, string name, ResourceRequirements resource)
    {
        stack.In($"{name}-queue");
        var dead = stack.Add("aws:sqs/queue:Queue", $"{name}-dead-letters", new()
        {
            { "name", scope.Common.Named($"{name}-dead-letters") }, { "kmsMasterKeyId", scope.Key.Arn },
            { "messageRetentionSeconds", FourteenDays },
        });
        var queue = stack.Add("aws:sqs/queue:Queue", $"{name}-queue", new()
        {
            { "name", scope.Common.Named(name) }, { "kmsMasterKeyId", scope.Key.Arn }, { "visibilityTimeoutSeconds", 60 },
            { "receiveWaitTimeSeconds", 20 },
            { "redrivePolicy", Json(new Inputs { { "deadLetterTargetArn", dead.Arn }, { "maxReceiveCount", 5 } }) },
        });
        return new(
            BackingAccess.Users(scope.Document, resource),
            [new($"{Naming.Upper(name)}_QUEUE_URL", queue["url"])], [],
            [
                Policy.Allow(
                    ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility",
                        "sqs:GetQueueAttributes"], queue.Arn),
                Policy.Allow(["kms:Decrypt", "kms:GenerateDataKey"], scope.Key.Arn),
            ]);
    }
}
