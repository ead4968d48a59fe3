namespace DeployCrew.Rehearsal.State;

/// <summary>A CloudWatch log group; its streams are files.</summary>
internal sealed class LogGroupState
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int? RetentionDays { get; set; }

    public string? KmsKeyId { get; init; }

    /// <summary>STANDARD | INFREQUENT_ACCESS | DELIVERY.</summary>
    public string Class { get; init; } = "STANDARD";
}
