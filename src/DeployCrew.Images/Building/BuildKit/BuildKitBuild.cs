using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Building.InProcess;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.BuildKit;

/// <summary>Builds a Dockerfile with an engine's BuildKit, through the docker CLI.</summary>
internal sealed class BuildKitBuild(IProcessRunner processes, string program, BuildKitClient client, string engineAddress)
{
    /// <summary>Builds.</summary>
    /// <param name="build">What to build.</param>
    /// <param name="name">Name of the context: BuildKit keeps the files of a name, and takes one of the same size and time as unchanged. So
    /// that contexts which differ must differ in name.</param>
    /// <param name="entries">The context's files.</param>
    /// <param name="log">Gets the output, line by line.</param>
    /// <param name="cancellationToken">Ends the build, and the CLI with it.</param>
    /// <returns>The image's id.</returns>
    /// <exception cref="DeployError">DC3310 with the last lines of output.</exception>
    public async Task<string> RunAsync(EngineBuild build, string name, IReadOnlyList<LayerEntry> entries, IProgress<string>? log, CancellationToken cancellationToken)
    {
        using var folder = new WorkFolder();
        var context = Path.Combine(folder.Path, name);
        ContextFolder.Write(entries, context, cancellationToken);
        var id = Path.Combine(folder.Path, "image.id");
        var lines = new LastLines();
        var result = await processes.RunAsync(
            Command(build, context, id) with
            {
                OnLine = line =>
                {
                    lines.Add(line);
                    log?.Report(line);
                },
            }, cancellationToken);
        if (result.ExitCode != 0)
            throw ImageErrors.DockerBuildFailed(lines.Cause ?? $"'docker build' ended with exit code {result.ExitCode}.", lines.Taken);
        return File.Exists(id) && (await File.ReadAllTextAsync(id, cancellationToken)).Trim() is { Length: > 0 } image
            ? image
            : throw ImageErrors.DockerBuildFailed("the engine named no image.", lines.Taken);
    }

    /// <summary>The command, as a value.</summary>
    internal ProcessCommand Command(EngineBuild build, string context, string idFile)
    {
        // The builder 'default' is the engine's own, and what it builds is on the engine; somebody's current builder may be another.
        List<string> arguments = client.UsesBuildx ? ["buildx", "build", "--builder", "default", "--load"] : ["build"];
        arguments.AddRange(["--progress=plain", "--iidfile", idFile, "--file", Path.Combine(context, build.Dockerfile)]);
        if (build.Platform is not null)
            arguments.AddRange(["--platform", build.Platform]);
        if (build.Tag is not null)
            arguments.AddRange(["--tag", build.Tag]);
        foreach (var (label, value) in build.Labels)
            arguments.AddRange(["--label", $"{label}={value}"]);
        arguments.Add(context);
        return new ProcessCommand(program, arguments)
        {
            Environment = new Dictionary<string, string?>
            {
                ["DOCKER_HOST"] = engineAddress,
                ["DOCKER_BUILDKIT"] = "1",
                // What would lead to another engine, or to this one in another way than we have asked it.
                ["DOCKER_CONTEXT"] = null,
                ["DOCKER_TLS_VERIFY"] = null,
                ["DOCKER_DEFAULT_PLATFORM"] = null,
                ["BUILDX_BUILDER"] = null,
                // An attestation would make an index of the image, with the time of the build in it.
                ["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1",
            },
        };
    }
}
