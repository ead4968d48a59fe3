namespace DeployCrew.Web.Api;

/// <summary>Values of secrets. They are put where the requirements refer to, and are in no answer.</summary>
/// <param name="Environment">Name of an environment of the requirements.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Engine">Stack engine on AWS, or null.</param>
/// <param name="Values">Values by service and variable.</param>
internal sealed record SecretsBody(string? Environment, string? Target, string? Engine, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Values)
{
    // A record prints what it holds.
    public override string ToString() => nameof(SecretsBody);
}

/// <summary>Secrets that have a value now.</summary>
/// <param name="Written">Where they are kept.</param>
internal sealed record WrittenSecrets(IReadOnlyList<string> Written);
