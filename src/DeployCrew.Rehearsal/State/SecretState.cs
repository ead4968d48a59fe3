namespace DeployCrew.Rehearsal.State;

/// <summary>A secret of Secrets Manager.</summary>
internal sealed class SecretState
{
    public required string Name { get; init; }

    /// <summary>Ends in six random characters, as AWS's do: a secret that is made again is not the one before.</summary>
    public required string Arn { get; init; }

    public string? Description { get; set; }

    public string? KmsKeyId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>When it will be gone; null when nobody has deleted it.</summary>
    public DateTimeOffset? DeletionAt { get; set; }

    /// <summary>Resource policy as it was given; kept, not obeyed.</summary>
    public string? Policy { get; set; }

    /// <summary>Oldest first.</summary>
    public List<SecretVersionState> Versions { get; init; } = [];
}

/// <summary>A value of a secret.</summary>
internal sealed class SecretVersionState
{
    public required string Id { get; init; }

    /// <summary>What <see cref="ParameterVault"/> made of the text, or of the base64 of a binary value.</summary>
    public required string Value { get; init; }

    public bool IsBinary { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>AWSCURRENT, AWSPREVIOUS, and others of one's own; none when nobody needs it any more.</summary>
    public SortedSet<string> Stages { get; init; } = new(StringComparer.Ordinal);
}
