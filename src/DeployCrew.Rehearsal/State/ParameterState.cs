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
}
