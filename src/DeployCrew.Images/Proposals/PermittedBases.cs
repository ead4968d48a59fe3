using System.Text.RegularExpressions;

namespace DeployCrew.Images.Proposals;

/// <summary>The images that a proposed Dockerfile may stand on: names, written out, of images that their projects or Docker publish themselves.</summary>
/// <param name="Repositories">As they are written after FROM; another way of writing the same image is not taken.</param>
public sealed partial record PermittedBases(IReadOnlyList<string> Repositories)
{
    /// <summary>Those of the Dockerfiles that we generate, Debian and Alpine, and the official images of languages and web servers.</summary>
    public static PermittedBases Standard { get; } = new(
    [
        "alpine", "busybox", "caddy", "clojure", "composer", "dart", "debian", "eclipse-temurin", "elixir", "erlang", "gcc", "golang", "gradle", "haskell", "httpd", "julia", "maven", "nginx", "node",
        "perl", "php", "python", "r-base", "rakudo-star", "ruby", "rust", "sbt", "swift", "ubuntu", "denoland/deno", "oven/bun", "mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/runtime",
        "mcr.microsoft.com/dotnet/runtime-deps", "mcr.microsoft.com/dotnet/sdk", "gcr.io/distroless/base-debian12", "gcr.io/distroless/cc-debian12", "gcr.io/distroless/static-debian12",
    ]);

    /// <summary>What speaks against an image, or null. Its name is compared as it stands: what two readers would take for two images is none of these.</summary>
    internal string? Problem(string image)
    {
        var name = Form().Match(image);
        if (!name.Success || !Repositories.Contains(name.Groups["repository"].Value, StringComparer.Ordinal))
            return $"'{image}' is none of the permitted base images";
        return name.Groups["tag"].Value is "" or "latest" ? $"'{image}' has no tag that names a version" : null;
    }

    [GeneratedRegex(@"\A(?<repository>[a-z0-9][a-z0-9._/-]*):(?<tag>\w[\w.-]*)(?:@sha256:[0-9a-f]{64})?\z|\A(?<repository>[a-z0-9][a-z0-9._/-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
