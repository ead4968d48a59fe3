using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a Ruby app: gems are compiled by the image with a compiler, and run by the one without.</summary>
internal static class RubyDockerfile
{
    private const string Gems = "/usr/local/bundle";

    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        var rails = app.Framework?.Value == "Rails";
        var settings = $"BUNDLE_PATH={Gems} BUNDLE_WITHOUT=development:test{(app.LockFile is null ? "" : " BUNDLE_DEPLOYMENT=1")}{(rails ? " RAILS_ENV=production" : " RACK_ENV=production")}";
        var built = app.BuildCommand is not null;
        if (built)
            NodeDockerfile.AppendAssets(file, app);
        file.Stage($"ruby:{app.Version!.Value}-bookworm", "build")
            .Line($"WORKDIR /app")
            .Line($"ENV {settings}")
            .CopyManifests(app)
            .Run($"mkdir -p {Gems} && bundle install && rm -rf {Gems}/ruby/*/cache");
        if (built)
        {
            file.Line($"COPY . .");
            if (app.Assets is not null)
                file.Line($"ENV SKIP_JS_BUILD=1 SKIP_CSS_BUILD=1").Line($"COPY --from=assets /app/app/assets ./app/assets");
            file.Run(app.BuildCommand!.Value);
        }

        file.Final(app, $"ruby:{app.Version!.Value}-slim-bookworm")
            .Line($"ENV {settings} PORT={service.Port}{(rails ? " RAILS_LOG_TO_STDOUT=1 RAILS_SERVE_STATIC_FILES=1" : "")}")
            .Libraries(app)
            .MakeUser(app)
            .Line($"WORKDIR /app")
            .Line($"COPY --from=build {Gems} {Gems}");
        if (built)
            file.Line($"COPY --from=build /app ./");
        else
            file.Line($"COPY . .");
        if (app.LockFile is null && !built)
            file.Line($"COPY --from=build /app/Gemfile.lock ./");
        if (rails)
            file.Line($"# What Rails writes to.").Run("install --directory --owner=10001 --group=10001 log storage tmp");
        file.UseMadeUser().Start(service.Port, service.Command ?? app.StartCommand);
    }
}
