using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Deno app: what it imports is fetched at build time, none of it at run time.</summary>
/// <remarks>github.com/denoland/deno_docker: images have full versions only, and a user 'deno' with the number 1993.</remarks>
internal static class DenoDockerfile
{
    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        file.Final(app, $"denoland/deno:{app.Version!.Value}")
            .Line($"ENV PORT={service.Port} DENO_NO_UPDATE_CHECK=1")
            .Line($"WORKDIR /app")
            .Run("chown 1993:1993 /app")
            .User("1993", "The image's own user 'deno', by number so that the platform can tell it is not root; what it fetches is its own.");
        if (app.HasDependencies)
            file.CopyManifests(app).Run($"deno install{(app.LockFile is null ? "" : " --frozen")}");
        file.Line($"COPY . .");
        if (app.Entry is not null)
            file.Run($"deno cache{(app.LockFile is null ? "" : " --frozen")} {app.Entry}");
        if (app.BuildCommand is not null)
            file.Run(app.BuildCommand.Value);
        file.Start(service.Port, service.Command ?? app.StartCommand);
    }
}
