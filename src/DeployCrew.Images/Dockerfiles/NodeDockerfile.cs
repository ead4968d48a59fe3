using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Node app.</summary>
internal static class NodeDockerfile
{
    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        var command = service.Command ?? app.StartCommand;
        if (ShellCommand.Program(command) == "pnpm")
            throw SourceErrors.StartNotInImage("pnpm", "the image holds no package manager but npm", "npm run start");
        var image = $"node:{app.Version!.Value}-bookworm-slim";
        var built = app.HasBuildScript || app.BuildCommand is not null;
        if (app.HasDependencies || built)
            AppendBuild(file, app, image);

        file.Final(app, image)
            .Line($"ENV NODE_ENV=production PORT={service.Port}")
            .Line($"WORKDIR /app");
        if (built)
        {
            // Next.js writes pages and pictures that it has made beside those of the build.
            file.Line($"COPY --from=build {(app.Framework?.Value == "Next.js" ? "--chown=1000:1000 " : "")}/app ./");
        }
        else
        {
            if (app.HasDependencies)
                file.Line($"COPY --from=dependencies /app/node_modules ./node_modules");
            file.Line($"COPY . .");
        }

        file.User("1000", "The image's own user 'node', by number so that the platform can tell it is not root.").Start(service.Port, command);
    }

    /// <summary>What package.json builds for an app of another language: a stage 'assets' with all of it in /app.</summary>
    public static void AppendAssets(DockerfileWriter file, DetectedApp app)
    {
        if (app.Assets is not { } assets)
            return;
        AppendBuild(file, assets, $"node:{assets.Version!.Value}-bookworm-slim", "assets-dependencies", "assets");
        file.Blank();
    }

    /// <summary>Installs, and builds when there is something to build: two stages, with the app in /app.</summary>
    public static void AppendBuild(DockerfileWriter file, DetectedApp app, string image, string dependencies = "dependencies", string build = "build")
    {
        var built = app.HasBuildScript || app.BuildCommand is not null;
        var manager = app.PackageManager?.Value ?? "npm";
        file.Stage(image, app.HasDependencies ? dependencies : build).Line($"WORKDIR /app");
        if (manager is "pnpm" or "yarn")
            file.Run(Corepack(app));
        if (app.HasDependencies)
            file.CopyManifests(app).Run(Install(app, manager, built), Cache(manager));
        if (!built)
            return;
        if (app.HasDependencies)
            file.Blank().Line($"FROM {dependencies} AS {build}");
        file.Line($"COPY . .").Run(app.BuildCommand?.Value ?? [manager, "run", "build"]);
        if (app is { HasDependencies: true, Kind: AppKind.Node } && build == "build" && Prune(app, manager) is { } prune)
            file.Run(prune, Cache(manager));
    }

    // Node 25 and later come without corepack.
    private static string Corepack(DetectedApp app) =>
        int.TryParse(app.Version!.Value.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= 25
            ? "npm install --global corepack && corepack enable" : "corepack enable";

    private static string Install(DetectedApp app, string manager, bool built) => manager switch
    {
        "pnpm" => "pnpm install" + (app.LockFile is null ? "" : " --frozen-lockfile") + (built ? "" : " --prod"),
        "yarn" when IsBerry(app) => built ? "yarn install --immutable" : "yarn workspaces focus --all --production",
        "yarn" => "yarn install" + (app.LockFile is null ? "" : " --frozen-lockfile") + (built ? "" : " --production"),
        _ => (app.LockFile is null ? "npm install" : "npm ci") + " --no-audit --no-fund" + (built ? "" : " --omit=dev"),
    };

    private static string? Prune(DetectedApp app, string manager) => manager switch
    {
        "npm" => "npm prune --omit=dev",
        "pnpm" => "CI=true pnpm prune --prod",
        "yarn" when IsBerry(app) => "yarn workspaces focus --all --production",
        "yarn" => "yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline",
        _ => null,
    };

    private static string Cache(string manager) => manager switch
    {
        "pnpm" => "/root/.local/share/pnpm/store",
        "yarn" => "/usr/local/share/.cache/yarn",
        _ => "/root/.npm",
    };

    // Yarn 2 and later have a settings file; Yarn 1 reads another.
    private static bool IsBerry(DetectedApp app) => app.Manifests.Contains(".yarnrc.yml");
}
