using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>How a bucket is, beyond what every bucket of ours is: private, versioned, encrypted, TLS only.</summary>
/// <param name="Name">Name of the bucket: unique over all accounts of the world.</param>
/// <param name="Key">Key of one's own; null for S3's.</param>
/// <param name="NoncurrentDays">Days that overwritten and deleted objects can be had back.</param>
internal sealed record BucketSettings(Value Name, ResourceHandle? Key, int NoncurrentDays)
{
    /// <summary>Days after which objects are deleted; null keeps them.</summary>
    public Value? ExpireDays { get; init; }

    /// <summary>Whether the bucket may be deleted with what is in it.</summary>
    public Value? ForceDestroy { get; init; }

    /// <summary>Statements of its policy besides the one that denies plain HTTP.</summary>
    public IReadOnlyList<Inputs> Statements { get; init; } = [];

    /// <summary>Of the bucket itself.</summary>
    public ResourceOptions Options { get; init; } = ResourceOptions.None;
}
