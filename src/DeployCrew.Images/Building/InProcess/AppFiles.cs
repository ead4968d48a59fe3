using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>What a recipe makes of an app.</summary>
/// <param name="Layers">Lowest first.</param>
/// <param name="Command">What starts it, from the working folder.</param>
internal sealed record AppFiles(IReadOnlyList<LayerRecipe> Layers, IReadOnlyList<string> Command)
{
    /// <summary>Where it runs.</summary>
    public string WorkingFolder { get; init; } = "/app";

    /// <summary><c>NAME=value</c>, besides PORT.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Folders to look for programs in, before the base's.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Whether the base's entry point is in the way.</summary>
    public bool ClearsEntrypoint { get; init; }
}
