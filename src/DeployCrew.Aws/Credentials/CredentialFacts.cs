namespace DeployCrew.Aws.Credentials;

/// <summary>What may be told of credentials.</summary>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="KeyEnd">The last four characters of the access key id.</param>
/// <param name="Expires">When they end; null where they do not, or do not say.</param>
public sealed record CredentialFacts(string Source, string KeyEnd, DateTimeOffset? Expires);
