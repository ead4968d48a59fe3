namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>How the Pulumi CLI is used.</summary>
/// <param name="WorkFolder">Folder that projects are written to; one below it per project.</param>
/// <param name="Backend">Where state is: <c>s3://bucket?region=eu-west-1</c> or <c>file:///folder</c>. Given in the environment: no login is
/// stored.</param>
/// <param name="SecretsProvider">What encrypts secrets in the state: <c>awskms://alias/name?region=eu-west-1</c>; null is a passphrase, which
/// is empty: only for stacks that hold no secret.</param>
public sealed record PulumiSettings(string WorkFolder, string Backend, string? SecretsProvider)
{
    /// <summary>Program on PATH, or a path.</summary>
    public string Program { get; init; } = "pulumi";

    /// <summary>How long an interrupted engine may take to finish what it has begun and to write its state.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Variables on top of the environment: credentials, where they are not in it already.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}
