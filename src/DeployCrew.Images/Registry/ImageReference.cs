using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Registry;

/// <summary>Where an image is: <c>registry/repository@sha256:…</c> or <c>registry/repository:tag</c>.</summary>
/// <param name="Registry">Host, with port where there is one.</param>
/// <param name="Repository">Such as <c>hello-dev/web</c>.</param>
/// <param name="Target">A digest or a tag.</param>
public sealed partial record ImageReference(string Registry, string Repository, string Target)
{
    /// <summary>Docker Hub, as names have it.</summary>
    public const string DockerHub = "docker.io";

    /// <summary>Whether <see cref="Target"/> is a digest.</summary>
    public bool IsByDigest => OciLayout.IsDigest(Target);

    /// <summary>Reads a reference.</summary>
    /// <exception cref="DeployError">DC3408.</exception>
    public static ImageReference Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            throw ImageErrors.InvalidReference(text);
        var target = match.Groups["digest"].Success ? match.Groups["digest"].Value : match.Groups["tag"].Value;
        return new ImageReference(match.Groups["registry"].Value, match.Groups["repository"].Value, target.Length == 0 ? "latest" : target);
    }

    /// <summary>Reads a name as Dockerfiles have them: <c>node:22</c> is <c>docker.io/library/node:22</c>.</summary>
    /// <exception cref="DeployError">DC3408.</exception>
    public static ImageReference ParseName(string name)
    {
        var first = name.Split('/')[0];
        var hasRegistry = first.Length < name.Length && (first.AsSpan().ContainsAny('.', ':') || first == "localhost");
        return Parse(hasRegistry ? name : name.Contains('/', StringComparison.Ordinal) ? $"{DockerHub}/{name}" : $"{DockerHub}/library/{name}");
    }

    /// <summary>Where a registry answers: Docker Hub at an address of its own, one on this machine without TLS.</summary>
    public static Uri EndpointOf(string registry)
    {
        var host = registry.Split(':')[0];
        var local = host == "localhost" || host.StartsWith("127.", StringComparison.Ordinal);
        return new Uri(registry == DockerHub ? "https://registry-1.docker.io" : $"{(local ? "http" : "https")}://{registry}");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Registry}/{Repository}{(IsByDigest ? '@' : ':')}{Target}";

    // 127.0.0.1:5000/hello-dev/web:v1@sha256:… ; the digest wins over the tag.
    [GeneratedRegex(@"^(?<registry>[A-Za-z0-9.\-]+(?::\d+)?)/(?<repository>[a-z0-9]+(?:[._/\-]+[a-z0-9]+)*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.\-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$")]
    private static partial Regex Pattern();
}
