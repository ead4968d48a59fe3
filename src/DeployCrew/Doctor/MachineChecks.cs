using System.Runtime.InteropServices;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Building.BuildKit;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Preflight;

namespace DeployCrew.Doctor;

/// <summary>Looks at this machine.</summary>
internal sealed class MachineChecks(Home home, ProgramVersions programs, IProcessRunner processes)
{
    private const long LeastFree = 1L << 30;

    public static PreflightResult Runtime() => PreflightResult.Ok(".NET", RuntimeInformation.FrameworkDescription);

    /// <summary>Whether runs can be written down.</summary>
    public PreflightResult HomeFolder()
    {
        const string Check = "home folder";
        try
        {
            Directory.CreateDirectory(home.Folder);
            var probe = Path.Combine(home.Folder, $".doctor-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(home.Folder).AvailableFreeSpace;
            var said = $"{home.Folder}, {free / (double)(1L << 30):0.0} GiB free";
            return free >= LeastFree ? PreflightResult.Ok(Check, said) : PreflightResult.Fail(Check, said, "Free some space, or name another folder with DEPLOYCREW_HOME.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return PreflightResult.Fail(Check, $"{home.Folder}: {error.Message}", "Correct its permissions, or name another folder with DEPLOYCREW_HOME.");
        }
    }

    /// <summary>The Docker Engine: images for AWS come from it, the local cloud does without.</summary>
    public async Task<PreflightResult> DockerAsync(bool isNeeded, CancellationToken cancellationToken)
    {
        const string Check = "Docker Engine";
        using var engine = DockerEngine.FromEnvironment();
        try
        {
            var version = await engine.VersionAsync(cancellationToken);
            var client = await BuildKitClient.FindAsync(processes, "docker", version, cancellationToken);
            return PreflightResult.Ok(Check, $"{version.Version} ({version.Architecture}) at {engine.Address}, builds with {client.Reason}");
        }
        catch (DeployError error) when (isNeeded)
        {
            return PreflightResult.Fail(Check, error.Message, "Start a Docker Engine, or name one with DOCKER_HOST: an image for AWS needs a base image.");
        }
        catch (DeployError error)
        {
            return PreflightResult.Skip(Check, $"{error.Message} The local cloud runs tasks as processes of this machine.");
        }
    }

    /// <summary>Node, which a Node service needs where it runs as a process of this machine.</summary>
    public async Task<PreflightResult> NodeAsync(RequirementsDocument? document, string? app, bool hasDocker, CancellationToken cancellationToken)
    {
        const string Check = "Node";
        const string Remedy = "Install Node 18 or newer, or start a Docker Engine.";
        if (document is null)
            return PreflightResult.Skip(Check, "no project was named");
        if (hasDocker)
            return PreflightResult.Skip(Check, "tasks are containers, and bring their own");
        if (app is not null && !Directory.Exists(app))
            return PreflightResult.Skip(Check, "what is in a zip is looked at by the run");
        if (app is not null && !document.Services.Values.Any(service => IsNode(Path.Combine(app, service.Source))))
            return PreflightResult.Skip(Check, "no service is one of Node");
        if (await programs.FindAsync("node", ["--version"], cancellationToken) is not { } version)
            return PreflightResult.Fail(Check, "it is not on PATH", Remedy);
        return version.Major >= 18 ? PreflightResult.Ok(Check, $"{version}") : PreflightResult.Fail(Check, $"{version} is too old", Remedy);
    }

    private static bool IsNode(string folder)
    {
        try
        {
            var found = AppDetector.Detect(folder);
            return (found.Kind == AppKind.Dockerfile ? found.WithoutDockerfile : found)?.Kind == AppKind.Node;
        }
        catch (DeployError)
        {
            return false; // what it is, the run says better
        }
    }
}
