namespace DeployCrew.Images.Docker;

/// <summary>A build that an engine is asked for.</summary>
/// <param name="Dockerfile">Path of the Dockerfile inside the context.</param>
/// <param name="Tag">Tag for the result, or null.</param>
/// <param name="Labels">Labels for the result.</param>
public sealed record EngineBuild(string Dockerfile, string? Tag, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Whether what was built before counts.</summary>
    public bool UsesCache { get; init; } = true;

    /// <summary>Platform to build for, or null for the engine's own.</summary>
    public string? Platform { get; init; }
}
