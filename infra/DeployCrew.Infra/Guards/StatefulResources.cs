using DeployCrew.Infra.Engines;

namespace DeployCrew.Infra.Guards;

/// <summary>Resources that hold what cannot be made again: data, messages, images, logs, keys.</summary>
public static class StatefulResources
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "aws:cloudwatch/logGroup:LogGroup", "aws:ecr/repository:Repository", "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:kms/key:Key", "aws:rds/instance:Instance", "aws:s3/bucket:Bucket", "aws:sqs/queue:Queue",
    };

    /// <summary>Whether resources of that type hold state.</summary>
    public static bool Is(string type) => Types.Contains(type);

    /// <summary>Deletions and replacements of stateful resources that nobody has named.</summary>
    /// <param name="preview">What would change.</param>
    /// <param name="accepted">Logical names that may be lost.</param>
    public static IReadOnlyList<ResourceChange> Lost(StackPreview preview, IReadOnlyCollection<string> accepted)
    {
        ArgumentNullException.ThrowIfNull(preview);
        return [.. preview.Changes.Where(change =>
            change.Kind is ChangeKind.Delete or ChangeKind.Replace && Is(change.Type) && !accepted.Contains(change.Name))];
    }
}
