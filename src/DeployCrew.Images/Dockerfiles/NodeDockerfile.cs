using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Node app.</summary>
internal static class NodeDockerfile
{
    public static string Text(DetectedApp app, ServiceRequirements service)
    {
        var image = $"node:{app.Version!.Value}-bookworm-slim";
        var text = new StringBuilder();
        if (app.HasDependencies)
            AppendInstall(text, app, image);

        text.Line($"FROM {image}");
        text.Line($"ENV NODE_ENV=production PORT={service.Port}");
        text.Line($"WORKDIR /app");
        if (app.HasDependencies && !app.HasBuildScript)
            text.Line($"COPY --from=dependencies /app/node_modules ./node_modules");
        if (app.HasDependencies && app.HasBuildScript)
            text.Line($"COPY --from=build /app ./");
        else
            text.Line($"COPY . .");
        text.Line($"# The image's own user 'node', by number so that the platform can tell it is not root.");
        text.Line($"USER 1000:1000");
        text.Line($"EXPOSE {service.Port}");
        return text.Append(DockerfileGenerator.Command(service.Command ?? app.StartCommand)).ToString();
    }

    private static void AppendInstall(StringBuilder text, DetectedApp app, string image)
    {
        text.Line($"FROM {image} AS dependencies");
        text.Line($"WORKDIR /app");
        text.Line($"COPY package.json {(app.LockFile is null ? "" : app.LockFile + " ")}./");
        if (app.PackageManager?.Value is "pnpm" or "yarn")
            text.Line($"RUN corepack enable");
        text.Line($"RUN {Install(app, withDevelopment: app.HasBuildScript)}");
        text.Append('\n');
        if (!app.HasBuildScript)
            return;
        text.Line($"FROM dependencies AS build");
        text.Line($"COPY . .");
        text.Line($"RUN {app.PackageManager!.Value} run build");
        if (app.PackageManager?.Value is "npm" or "pnpm")
            text.Line($"RUN {app.PackageManager.Value} prune {(app.PackageManager.Value == "npm" ? "--omit=dev" : "--prod")}");
        text.Append('\n');
    }

    private static string Install(DetectedApp app, bool withDevelopment) => (app.PackageManager?.Value, app.LockFile is not null) switch
    {
        ("pnpm", _) => "pnpm install --frozen-lockfile" + (withDevelopment ? "" : " --prod"),
        ("yarn", _) => "yarn install --frozen-lockfile" + (withDevelopment ? "" : " --production"),
        (_, true) => "npm ci --no-audit --no-fund" + (withDevelopment ? "" : " --omit=dev"),
        _ => "npm install --no-audit --no-fund" + (withDevelopment ? "" : " --omit=dev"),
    };
}
