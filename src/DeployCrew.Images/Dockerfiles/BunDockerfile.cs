using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Bun app.</summary>
/// <remarks>bun.sh/guides/ecosystem/docker.</remarks>
internal static class BunDockerfile
{
    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        var image = $"oven/bun:{app.Version!.Value}-slim";
        var built = app.HasBuildScript || app.BuildCommand is not null;
        if (app.HasDependencies || built)
        {
            file.Stage(image, "build").Line($"WORKDIR /app");
            if (app.HasDependencies)
                file.CopyManifests(app).Run($"bun install{(app.LockFile is null ? "" : " --frozen-lockfile")}{(built ? "" : " --production")}", "/root/.bun/install/cache");
            if (built)
                file.Line($"COPY . .").Run(app.BuildCommand?.Value ?? ["bun", "run", "build"]);
            if (built && app.HasDependencies)
                file.Run($"rm -rf node_modules && bun install{(app.LockFile is null ? "" : " --frozen-lockfile")} --production", "/root/.bun/install/cache");
        }

        file.Final(app, image).Line($"ENV NODE_ENV=production PORT={service.Port}").Line($"WORKDIR /app");
        if (built)
        {
            file.Line($"COPY --from=build /app ./");
        }
        else
        {
            if (app.HasDependencies)
                file.Line($"COPY --from=build /app/node_modules ./node_modules");
            file.Line($"COPY . .");
        }

        file.User("1000", "The image's own user 'bun', by number so that the platform can tell it is not root.")
            .Start(service.Port, service.Command ?? app.StartCommand);
    }
}
