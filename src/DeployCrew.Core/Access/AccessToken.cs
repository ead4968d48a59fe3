namespace DeployCrew.Core.Access;

/// <summary>A token as it is kept: never the token itself.</summary>
/// <param name="Name">What it is called; unique.</param>
/// <param name="Scope">What its holder may do.</param>
/// <param name="Hash">SHA-256 of the token, hexadecimal. The token has 256 random bits, so that nothing slower is needed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">From when on it opens nothing; null: it does not expire.</param>
/// <param name="LastUsedAt">About when it was used last; null: never.</param>
public sealed record AccessToken(
    string Name, AccessScope Scope, string Hash, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>Whether it opens anything at a time.</summary>
    public bool IsLive(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}
