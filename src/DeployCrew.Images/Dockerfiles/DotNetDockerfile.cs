using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a .NET app.</summary>
internal static class DotNetDockerfile
{
    private const string Packages = "/root/.nuget/packages";

    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        file.Stage($"mcr.microsoft.com/dotnet/sdk:{app.Version!.Value}", "build").Line($"WORKDIR /source");
        if (app.BuildCommand is not null)
        {
            // It publishes to /app, as the usual one does.
            file.Line($"COPY . .").Run(app.BuildCommand.Value);
        }
        else
        {
            file.CopyManifests(app)
                .Run($"dotnet restore \"{app.Entry}\"{(app.LockFile is null ? "" : " --locked-mode")}", Packages)
                .Line($"COPY . .")
                .Run($"dotnet publish \"{app.Entry}\" --configuration Release --no-restore --output /app -p:UseAppHost=false", Packages);
        }

        file.Final(app, $"mcr.microsoft.com/dotnet/aspnet:{app.Version!.Value}")
            .Line($"ENV ASPNETCORE_HTTP_PORTS={service.Port} PORT={service.Port}")
            .Line($"WORKDIR /app")
            .Line($"COPY --from=build /app ./")
            .User("1654", "The image's own user 'app', by number so that the platform can tell it is not root.")
            .Start(service.Port, service.Command ?? app.StartCommand);
    }
}
