namespace DeployCrew.Core.Requirements;

/// <summary>How a service's image is built, where what is found in its source is not what is meant; what is null is found out.</summary>
public sealed record BuildRequirements
{
    /// <summary>node | bun | deno | dotnet | python | go | java | ruby | php | rust | static; <c>java</c> is Kotlin too.</summary>
    public string? Language { get; init; }

    /// <summary>Version of the runtime, as its base images have it: <c>22</c>, <c>3.13</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Framework by its name, such as <c>FastAPI</c>.</summary>
    public string? Framework { get; init; }

    /// <summary>npm | pnpm | yarn | pip | poetry | uv | pipenv | maven | gradle: which of several, where the source leaves it open.</summary>
    public string? PackageManager { get; init; }

    /// <summary>What is built or started: a project file, a script, or a folder; relative to the service's source.</summary>
    public string? Entry { get; init; }

    /// <summary>Command that builds the app, instead of its language's usual one.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The app's own Dockerfile, relative to the service's source; null: <c>Dockerfile</c>, when it is there.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>Image that a generated Dockerfile's last stage stands on, with or without a digest.</summary>
    public string? BaseImage { get; init; }

    /// <summary>auto | docker | in-process | codebuild | ec2: who builds.</summary>
    public string Builder { get; init; } = "auto";

    /// <summary>gzip | zstd: of the image's layers.</summary>
    public string Compression { get; init; } = "gzip";

    /// <summary>linux/amd64 | linux/arm64, one or both; null: what the builder runs on.</summary>
    public IReadOnlyList<string>? Platforms { get; init; }
}
