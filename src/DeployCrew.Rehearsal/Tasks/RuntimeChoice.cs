using DeployCrew.Core.Errors;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Containers where a Docker Engine answers; images that hold the app only run as processes.</summary>
internal sealed class RuntimeChoice(DockerEngine engine, ITaskRuntime docker, ITaskRuntime processes)
{
    /// <exception cref="TaskStartFault">The image needs a container engine, and there is none.</exception>
    public async Task<ITaskRuntime> ForAsync(OciLayout image, CancellationToken cancellationToken)
    {
        if (image.RunsOnHost)
            return processes;
        try
        {
            await engine.VersionAsync(cancellationToken);
            return docker;
        }
        catch (DeployError error)
        {
            throw new TaskStartFault($"CannotStartContainerError: the image has a base of its own and needs a container engine: {error.Message}");
        }
    }

    public ITaskRuntime Named(string name) => name == docker.Name ? docker : processes;
}
