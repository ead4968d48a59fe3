using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of an app on the JVM: built by Maven or Gradle, run by a runtime without compiler.</summary>
internal static class JavaDockerfile
{
    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        if (app.PackageManager?.Value == "gradle")
            AppendGradle(file, app);
        else
            AppendMaven(file, app);

        file.Final(app, $"eclipse-temurin:{app.Version!.Value}-jre-jammy")
            .Line($"# Three quarters of the task's memory for the heap; the JVM's own choice is one.")
            .Line($"ENV JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75.0 PORT={service.Port}{FrameworksPort(app, service.Port)}")
            .MakeUser(app)
            .Line($"WORKDIR /app")
            .Line($"COPY --from=build /out ./")
            .UseMadeUser()
            .Start(service.Port, service.Command ?? app.StartCommand);
    }

    private static void AppendMaven(DockerfileWriter file, DetectedApp app)
    {
        const string Cache = "/root/.m2";
        file.Stage($"maven:3.9-eclipse-temurin-{app.Version!.Value}", "build")
            .Line($"WORKDIR /source")
            .CopyManifests(app);
        if (app.Entry is null)
            file.Run("mvn --batch-mode --quiet dependency:go-offline", Cache);
        file.Line($"COPY . .");
        if (app.BuildCommand is not null)
            file.Run(app.BuildCommand.Value);
        else
            file.Run($"mvn --batch-mode --quiet package -DskipTests{(app.Entry is null ? "" : $" --projects {app.Entry} --also-make")}", Cache);
        var folder = app.Entry is null ? "" : app.Entry + "/";
        file.Run(app.Framework?.Value == "Quarkus"
            ? $"cp -r {folder}target/quarkus-app /out"
            : $"mkdir /out && cp $(find {folder}target -maxdepth 1 -name '*.jar' ! -name 'original-*' ! -name '*-sources.jar' ! -name '*-javadoc.jar') /out/app.jar");
    }

    private static void AppendGradle(DockerfileWriter file, DetectedApp app)
    {
        const string Cache = "/root/.gradle";
        // Plugins ask for a certain Gradle; the app's wrapper knows which.
        var wrapper = app.Manifests.Contains("gradlew");
        file.Stage(wrapper ? $"eclipse-temurin:{app.Version!.Value}-jdk-jammy" : $"gradle:8-jdk{app.Version!.Value}", "build")
            .Line($"WORKDIR /source")
            .CopyManifests(app);
        var gradle = wrapper ? "sh ./gradlew" : "gradle";
        file.Run($"{gradle} --no-daemon --quiet dependencies", Cache).Line($"COPY . .");
        if (app.BuildCommand is not null)
            file.Run(app.BuildCommand.Value);
        else
            file.Run($"{gradle} --no-daemon {(app.Entry is null ? "" : $":{app.Entry.Replace('/', ':')}:")}{app.BuildTask ?? "assemble"}", Cache);
        var folder = app.Entry is null ? "" : app.Entry + "/";
        file.Run(app.Framework?.Value == "Quarkus"
            ? $"cp -r {folder}build/quarkus-app /out"
            : $"mkdir /out && cp $(find {folder}build/libs -name '{(app.BuildTask is "buildFatJar" or "shadowJar" ? "*-all.jar" : "*.jar")}' ! -name '*-plain.jar' ! -name '*-sources.jar') /out/app.jar");
    }

    // They do not read PORT by themselves.
    private static string FrameworksPort(DetectedApp app, int port) => app.Framework?.Value switch
    {
        "Spring Boot" => $" SERVER_PORT={port}",
        "Quarkus" => $" QUARKUS_HTTP_PORT={port} QUARKUS_HTTP_HOST=0.0.0.0",
        "Micronaut" => $" MICRONAUT_SERVER_PORT={port}",
        _ => "",
    };
}
