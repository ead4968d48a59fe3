namespace DeployCrew.Core.Runs;

/// <summary>That an environment is to be destroyed.</summary>
/// <param name="Confirmed"><c>project/environment</c>, as somebody typed it.</param>
/// <param name="IncludeProtected">Whether protected data goes too.</param>
public sealed record DestroyRequest(string Confirmed, bool IncludeProtected)
{
    /// <summary>Hash of what somebody was shown before; what would be deleted has to be the same. Null: whatever is there.</summary>
    public string? Preview { get; init; }
}
