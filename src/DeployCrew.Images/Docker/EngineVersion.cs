namespace DeployCrew.Images.Docker;

/// <summary>What an engine says about itself.</summary>
/// <param name="Version">Such as <c>20.10.24</c>.</param>
/// <param name="ApiVersion">Newest API that it speaks, such as <c>1.41</c>.</param>
/// <param name="Architecture">amd64 | arm64.</param>
public sealed record EngineVersion(string Version, string ApiVersion, string Architecture)
{
    /// <summary>Whether it has BuildKit inside: not so engines before 18.09, those for Windows containers, and Podman, which answers as one.</summary>
    public bool HasBuildKit { get; init; }
}
