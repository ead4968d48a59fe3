using System.Text.Json.Serialization;

namespace DeployCrew.Images.Oci;

/// <summary>How an image is run, as its configuration says; null is not set.</summary>
public sealed record OciRunConfig
{
    /// <summary>User, by name or number.</summary>
    [JsonPropertyName("User"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }

    /// <summary>Ports that it listens on: <c>8080/tcp</c> → empty object.</summary>
    [JsonPropertyName("ExposedPorts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? ExposedPorts { get; init; }

    /// <summary><c>NAME=value</c>, in order.</summary>
    [JsonPropertyName("Env"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Program that <see cref="Cmd"/> is handed to.</summary>
    [JsonPropertyName("Entrypoint"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Command, or arguments of the entry point.</summary>
    [JsonPropertyName("Cmd"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>Working folder.</summary>
    [JsonPropertyName("WorkingDir"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WorkingDir { get; init; }

    /// <summary>Labels.</summary>
    [JsonPropertyName("Labels"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Signal that asks it to end, such as <c>SIGQUIT</c>.</summary>
    [JsonPropertyName("StopSignal"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StopSignal { get; init; }

    /// <summary>This configuration, with the base's where it says nothing; sorted, because dictionaries have no order and a digest needs one.</summary>
    /// <remarks>A Cmd of its own ends the base's, as in a Dockerfile; the base's Entrypoint stays unless there is another, and an empty one clears it.</remarks>
    public OciRunConfig Over(OciRunConfig? below)
    {
        var own = (Env ?? []).Select(Name).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            User = User ?? below?.User,
            Env = Env is null ? below?.Env : [.. (below?.Env ?? []).Where(one => !own.Contains(Name(one))), .. Env],
            Entrypoint = Entrypoint is [] ? null : Entrypoint ?? below?.Entrypoint,
            Cmd = Cmd ?? below?.Cmd,
            WorkingDir = WorkingDir ?? below?.WorkingDir,
            StopSignal = StopSignal ?? below?.StopSignal,
            ExposedPorts = Sorted(ExposedPorts ?? below?.ExposedPorts),
            Labels = Sorted(Labels ?? new Dictionary<string, string>(), below?.Labels),
        };
    }

    private static string Name(string variable) => variable.Split('=')[0];

    private static SortedDictionary<string, T>? Sorted<T>(IReadOnlyDictionary<string, T>? values, IReadOnlyDictionary<string, T>? below = null)
    {
        var all = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in (below ?? new Dictionary<string, T>()).Concat(values ?? new Dictionary<string, T>()))
            all[key] = value;
        return all.Count > 0 ? all : null;
    }
}
