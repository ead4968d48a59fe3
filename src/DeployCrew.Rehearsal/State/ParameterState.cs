namespace DeployCrew.Rehearsal.State;

/// <summary>An SSM parameter.</summary>
internal sealed class ParameterState
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    /// <summary>String | StringList | SecureString.</summary>
    public required string Type { get; set; }

    /// <summary>The value; of a SecureString, what <see cref="ParameterVault"/> made of it.</summary>
    public required string Value { get; set; }

    public string? Description { get; set; }

    public int Version { get; set; } = 1;

    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Standard | Advanced.</summary>
    public string Tier { get; set; } = "Standard";

    /// <summary>Pattern that values have to match; null allows all.</summary>
    public string? AllowedPattern { get; set; }

    /// <summary>text | aws:ec2:image | aws:ssm:integration.</summary>
    public string DataType { get; set; } = "text";

    /// <summary>Key of a SecureString.</summary>
    public string? KeyId { get; set; }

    public SortedSet<string> Labels { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Versions before this one, oldest first; a hundred at the most, as Parameter Store keeps them.</summary>
    public List<ParameterState> Earlier { get; init; } = [];
}
