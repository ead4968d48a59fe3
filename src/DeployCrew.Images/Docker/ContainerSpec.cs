namespace DeployCrew.Images.Docker;

/// <summary>A container to create.</summary>
/// <param name="Image">Id, or name that the engine knows.</param>
/// <param name="Name">Name of the container, or null for one that the engine makes up.</param>
public sealed record ContainerSpec(string Image, string? Name)
{
    /// <summary>Environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Command instead of the image's, or null.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>TCP port in the container that gets a free port on 127.0.0.1, or null.</summary>
    public int? Port { get; init; }

    /// <summary>Memory limit in bytes, or null.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>CPU limit in billionths of a CPU, or null.</summary>
    public long? NanoCpus { get; init; }

    /// <summary>Labels to find it by.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Extra lines for its /etc/hosts, such as <c>db:10.0.0.1</c>.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Network that it is in, instead of the engine's usual one, or null.</summary>
    public string? Network { get; init; }

    /// <summary>How many processes it may have, or null.</summary>
    public long? MostProcesses { get; init; }

    /// <summary>Whether it has the capabilities that containers have by default; else none.</summary>
    public bool HasCapabilities { get; init; } = true;
}
