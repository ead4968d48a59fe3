using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>What the generated Dockerfile's last stage stands on, and who it runs as: an image that is made here is the same in both.</summary>
internal sealed record RuntimeStage(string Image, string User)
{
    /// <exception cref="Core.Errors.DeployError">DC313x: none can be generated.</exception>
    public static RuntimeStage Of(DetectedApp app, ServiceRequirements service)
    {
        var last = Dockerfile.Parse(DockerfileGenerator.Generate(app, service, DockerfileOptions.Plain)).Final!;
        return new RuntimeStage(last.Image, last.Instructions.Last(one => one.Keyword == "USER").Words[0].Value);
    }
}
