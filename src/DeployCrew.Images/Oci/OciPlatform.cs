using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace DeployCrew.Images.Oci;

/// <summary>What an image runs on.</summary>
/// <param name="Architecture">amd64 | arm64.</param>
/// <param name="Os">linux.</param>
public sealed record OciPlatform(
    [property: JsonPropertyName("architecture")] string Architecture,
    [property: JsonPropertyName("os")] string Os)
{
    /// <summary>Linux on this machine's processor.</summary>
    public static OciPlatform Host { get; } =
        new(RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64", "linux");

    /// <summary>What Fargate gives a task whose definition says X86_64, whatever the machine is that builds.</summary>
    public static OciPlatform Fargate { get; } = new("amd64", "linux");

    /// <summary>Reads <c>linux/arm64</c>.</summary>
    public static OciPlatform Parse(string text) => text.Split('/') is [var os, var architecture] ? new(architecture, os) : throw new FormatException(text);

    /// <summary><c>linux/amd64</c>.</summary>
    public override string ToString() => $"{Os}/{Architecture}";
}
