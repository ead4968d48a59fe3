using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>ElastiCache.</summary>
internal static class CacheRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP085", Medium, "Caches are encrypted",
            "Snapshots and swap lie in the clear.",
            "Set atRestEncryptionEnabled.", "FSBP ElastiCache.4",
            stack => stack.Of(AwsTypes.Cache).Where(resource => !resource.IsTrue("atRestEncryptionEnabled"))
                .Select(resource => resource.Violates("atRestEncryptionEnabled", "it is not encrypted."))),

        new("DCP086", Medium, "Caches are spoken to over TLS",
            "Sessions cross the network in the clear.",
            "Set transitEncryptionEnabled.", "FSBP ElastiCache.5",
            stack => stack.Of(AwsTypes.Cache).Where(resource => !resource.IsTrue("transitEncryptionEnabled"))
                .Select(resource => resource.Violates("transitEncryptionEnabled", "connections are in the clear."))),

        new("DCP087", Medium, "Caches fail over",
            "The cache is gone with its node.",
            "Set deletionProtection for the environment, which adds a second node.", "FSBP ElastiCache.3",
            stack => stack.Of(AwsTypes.Cache).Where(resource => !resource.IsTrue("automaticFailoverEnabled"))
                .Select(resource => stack.Durable(resource.Violates("automaticFailoverEnabled", "it does not fail over.")))),

        new("DCP088", Medium, "Caches are backed up",
            "What is only in it is lost with it.",
            "Set snapshotRetentionLimit.", "FSBP ElastiCache.1",
            stack => stack.Of(AwsTypes.Cache).Where(resource => resource.Number("snapshotRetentionLimit") is null or 0)
                .Select(resource => resource.Violates("snapshotRetentionLimit", "there are no snapshots."))),
    ];
}
