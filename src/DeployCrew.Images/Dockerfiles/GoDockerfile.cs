using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Go app: one static binary on an image that holds certificates and time zones only.</summary>
internal static class GoDockerfile
{
    private const string Modules = "/go/pkg/mod";
    private const string Builds = "/root/.cache/go-build";

    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        file.Stage($"golang:{app.Version!.Value}-bookworm", "build").Line($"WORKDIR /source").Line($"ENV CGO_ENABLED={(app.NeedsC ? 1 : 0)}");
        if (app.HasDependencies)
            file.CopyManifests(app).Run("go mod download", Modules);
        file.Line($"COPY . .");
        if (app.BuildCommand is not null)
            file.Run(app.BuildCommand.Value).Run($"mkdir -p /out && cp {ShellCommand.Program(app.StartCommand)} {CompiledProgram.Output}");
        else
            file.Run($"go build -trimpath -ldflags='-s -w' -o {CompiledProgram.Output} {(app.Entry is null or "." ? "." : "./" + app.Entry)}", Modules, Builds);
        CompiledProgram.WriteFinal(file, app, service, app.NeedsC ? "gcr.io/distroless/base-debian12:nonroot" : "gcr.io/distroless/static-debian12:nonroot");
    }
}
