using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a .NET app.</summary>
internal static class DotNetDockerfile
{
    public static string Text(DetectedApp app, ServiceRequirements service)
    {
        var text = new StringBuilder();
        text.Line($"FROM mcr.microsoft.com/dotnet/sdk:{app.Version!.Value} AS build");
        text.Line($"WORKDIR /source");
        if (app.HasDependencies && !app.Entry!.Contains('/', StringComparison.Ordinal))
        {
            // Only a project at the top is restored from its own file alone; below, it may need its neighbours.
            text.Line($"COPY [\"{app.Entry}\", \"./\"]");
            text.Line($"RUN dotnet restore \"{app.Entry}\"");
        }

        text.Line($"COPY . .");
        text.Line($"RUN dotnet publish \"{app.Entry}\" -c Release -o /app -p:UseAppHost=false");
        text.Append('\n');
        text.Line($"FROM mcr.microsoft.com/dotnet/aspnet:{app.Version!.Value}");
        text.Line($"WORKDIR /app");
        text.Line($"COPY --from=build /app ./");
        text.Line($"ENV ASPNETCORE_HTTP_PORTS={service.Port} PORT={service.Port}");
        text.Line($"# The image's own user 'app', by number so that the platform can tell it is not root.");
        text.Line($"USER 1654:1654");
        text.Line($"EXPOSE {service.Port}");
        return text.Append(DockerfileGenerator.Command(service.Command ?? app.StartCommand)).ToString();
    }
}
