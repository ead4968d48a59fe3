using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Finds secrets and their values, for whoever asks: the API, and tasks that start.</summary>
internal sealed class SecretValues(ParameterVault vault, TimeProvider time)
{
    public const string Current = "AWSCURRENT";

    /// <summary>A secret by its name, its ARN, or its ARN without the random end; null when there is none, or none any more.</summary>
    public SecretState? Find(CloudState state, string id)
    {
        var found = state.Secrets.GetValueOrDefault(id) ?? (id.StartsWith("arn:", StringComparison.Ordinal)
            ? state.Secrets.Values.FirstOrDefault(secret => secret.Arn == id || secret.Arn[..secret.Arn.LastIndexOf('-')] == id)
            : null);
        return found?.DeletionAt <= time.GetUtcNow() ? null : found;
    }

    public static SecretVersionState? Version(SecretState secret, string? id, string? stage) =>
        secret.Versions.Find(version => (id is null || version.Id == id) && (id is not null && stage is null || version.Stages.Contains(stage ?? Current)));

    /// <summary>A version's text; of a binary value its base64.</summary>
    public string Reveal(SecretVersionState version) => vault.Reveal(version.Value);

    /// <summary>Adds a version and moves the stages to it; what AWSCURRENT leaves becomes AWSPREVIOUS.</summary>
    public SecretVersionState Add(SecretState secret, string id, string value, bool isBinary, IReadOnlyCollection<string> stages)
    {
        var version = new SecretVersionState { Id = id, Value = vault.Protect(value), IsBinary = isBinary, CreatedAt = time.GetUtcNow() };
        secret.Versions.Add(version);
        foreach (var stage in stages)
            Move(secret, stage, version);
        secret.ChangedAt = time.GetUtcNow();
        return version;
    }

    /// <summary>Gives a stage to a version, and to no other.</summary>
    public static void Move(SecretState secret, string stage, SecretVersionState version)
    {
        var before = secret.Versions.Find(one => one.Stages.Contains(stage));
        if (before == version)
            return;
        before?.Stages.Remove(stage);
        version.Stages.Add(stage);
        if (stage != Current || before is null)
            return;
        foreach (var one in secret.Versions)
            one.Stages.Remove("AWSPREVIOUS");
        before.Stages.Add("AWSPREVIOUS");
    }
}
