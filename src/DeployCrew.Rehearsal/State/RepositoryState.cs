using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.State;

/// <summary>An ECR repository; its images are in the registry's store.</summary>
internal sealed class RepositoryState
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public bool ImmutableTags { get; set; }

    public bool ScanOnPush { get; set; }

    /// <summary>encryptionConfiguration as CreateRepository took it; null for AES256.</summary>
    public JsonObject? Encryption { get; set; }

    /// <summary>Lifecycle policy as it was given; kept, not obeyed.</summary>
    public string? LifecyclePolicy { get; set; }

    /// <summary>Repository policy as it was given; kept, not obeyed.</summary>
    public string? Policy { get; set; }

    /// <summary>Images by digest.</summary>
    public SortedDictionary<string, ImageState> Images { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>A pushed manifest.</summary>
internal sealed class ImageState
{
    public required string Digest { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Bytes of manifest, configuration and layers.</summary>
    public long Size { get; init; }

    /// <summary>Digest of the manifest that this one says something about.</summary>
    public string? Subject { get; init; }

    public DateTimeOffset PushedAt { get; init; }

    /// <summary>Whether StartImageScan was called for it.</summary>
    public bool ScanAsked { get; set; }

    public SortedSet<string> Tags { get; init; } = new(StringComparer.Ordinal);
}
