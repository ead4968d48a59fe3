using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfiles for apps that have none: several stages, dependencies in a layer of their own, no root, no shell that is not needed.</summary>
/// <remarks>Without cache mounts they build with the classic builder as well as with BuildKit: no heredocs, no syntax line that has to be pulled.</remarks>
public static class DockerfileGenerator
{
    /// <summary>The text of the Dockerfile.</summary>
    /// <param name="app">What <see cref="AppDetector"/> found; not of kind Dockerfile.</param>
    /// <param name="service">Port, health path and command.</param>
    /// <param name="options">What its builder can.</param>
    /// <exception cref="DeployError">DC3133, DC3134: the image would not hold what the app needs.</exception>
    /// <exception cref="ArgumentException">The app has a Dockerfile of its own.</exception>
    public static string Generate(DetectedApp app, ServiceRequirements service, DockerfileOptions options)
    {
        var file = new DockerfileWriter(options);
        Action<DockerfileWriter, DetectedApp, ServiceRequirements> write = app.Kind switch
        {
            AppKind.Node => NodeDockerfile.Write,
            AppKind.Bun => BunDockerfile.Write,
            AppKind.Deno => DenoDockerfile.Write,
            AppKind.DotNet => DotNetDockerfile.Write,
            AppKind.StaticSite => StaticSiteDockerfile.Write,
            AppKind.Python => PythonDockerfile.Write,
            AppKind.Go => GoDockerfile.Write,
            AppKind.Java => JavaDockerfile.Write,
            AppKind.Ruby => RubyDockerfile.Write,
            AppKind.Php => PhpDockerfile.Write,
            AppKind.Rust => RustDockerfile.Write,
            _ => throw new ArgumentException("The app has a Dockerfile of its own.", nameof(app)),
        };
        write(file, app, service);
        return file.ToString();
    }

    /// <summary>The .dockerignore that goes with it.</summary>
    public static string DockerIgnore(DetectedApp app) => DockerIgnoreText.For(app);
}
