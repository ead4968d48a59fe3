using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Every request to the load balancer, in a bucket that only the load balancer writes to.</summary>
internal static class AccessLogBlueprint
{
    /// <summary>The load balancer's <c>accessLogs</c>; null where no environment has them.</summary>
    public static Value? Add(StackBuilder stack, RequirementsDocument document, CommonConfiguration common, Network network)
    {
        var presence = Presence.Of(stack, document, "accessLogs", "Whether the load balancer's requests are logged.",
            environment => environment.AccessLogs);
        if (!presence.Any)
            return null;
        stack.In("access-logs", presence.Condition);
        var disposable = stack.Configure("emptyLogBucket", ConfigurationKind.Flag,
            "Whether the log bucket may be deleted with the logs in it.", scope => !scope.Requirements.DeletionProtection);
        var name = Text($"{common.Named("access-logs")}-{network.Account}");
        // Load balancers write to buckets with S3's own key only.
        var (_, policy) = BucketBlueprint.AddBucket(stack, "access-logs", new(name, Key: null, NoncurrentDays: 1)
        {
            ExpireDays = common.LogRetentionDays,
            ForceDestroy = disposable,
            Statements = [Delivery(name, network.Account)],
            Options = new() { Why = "Who asked for what, kept as long as other logs." },
        });
        // By way of the policy: the load balancer tries to write as soon as it is told where to.
        return new Inputs { { "bucket", presence.Choose(() => policy["bucket"], () => "") }, { "enabled", presence.Flag } };
    }

    /// <summary>The load balancers of this account, in every region.</summary>
    private static Inputs Delivery(Value bucket, Value account) => new()
    {
        { "Sid", "AccessLogs" }, { "Effect", "Allow" },
        { "Principal", new Inputs { { "Service", "logdelivery.elasticloadbalancing.amazonaws.com" } } }, { "Action", "s3:PutObject" },
        { "Resource", Text($"arn:aws:s3:::{bucket}/AWSLogs/{account}/*") },
    };
}
