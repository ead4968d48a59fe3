using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Rust app: a binary on an image that holds the C library, TLS and certificates only.</summary>
internal static class RustDockerfile
{
    private static readonly string[] Caches = ["/usr/local/cargo/registry", "/source/target"];

    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        var locked = app.LockFile is null ? "" : " --locked";
        file.Stage($"rust:{app.Version!.Value}-bookworm", "build").Line($"WORKDIR /source");
        if (app is { HasDependencies: true, Manifests.Count: > 0 })
        {
            file.CopyManifests(app)
                .Line($"# The dependencies alone, with a program that does nothing in the place of the app's.")
                .Run($"mkdir src && echo 'fn main() {{}}' > src/main.rs && cargo build --release{locked} && rm -rf src", Caches);
        }

        file.Line($"COPY . .");
        if (app is { HasDependencies: true, Manifests.Count: > 0 })
            file.Line($"# Cargo goes by times, and the source's may be older than that program's.").Run("find src -name '*.rs' -exec touch {} +");
        if (app.BuildCommand is not null)
            file.Run(app.BuildCommand.Value).Run($"mkdir -p /out && cp target/release/{app.Entry} {CompiledProgram.Output}");
        else
            file.Run($"cargo build --release{locked} --bin {app.Entry} && mkdir -p /out && cp target/release/{app.Entry} {CompiledProgram.Output}", Caches);
        CompiledProgram.WriteFinal(file, app, service, "gcr.io/distroless/cc-debian12:nonroot");
    }
}
