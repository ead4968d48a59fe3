using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>Makes an image of an app's source.</summary>
public interface IImageBuilder
{
    /// <summary>Name for people and journals: <c>docker</c> | <c>in-process</c> | <c>codebuild</c> | <c>ec2</c>.</summary>
    string Name { get; }

    /// <summary>Whether it can build this image here and now. Never throws for what is merely not there.</summary>
    /// <param name="request">With its App filled in.</param>
    /// <param name="log">Gets the output of what has to be fetched for the answer, such as a base image.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    Task<BuilderAvailability> CheckAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken);

    /// <summary>Repository of the target's registry that its images' layers stay in; null: they come with the image.</summary>
    string? RemoteRepository => null;

    /// <summary>The image of an earlier build, where the builder itself knows it; null: it has to be built.</summary>
    /// <param name="request">With its App and SourceSha256 filled in.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="DeployError">DC34xx: where it is kept cannot be asked.</exception>
    Task<OciLayout?> FindAsync(ImageBuildRequest request, CancellationToken cancellationToken) => Task.FromResult<OciLayout?>(null);

    /// <summary>Builds the image into the request's LayoutFolder.</summary>
    /// <param name="request">With its App and SourceSha256 filled in.</param>
    /// <param name="log">Gets the tools' output, line by line.</param>
    /// <param name="cancellationToken">Ends the build; nothing is left on disk.</param>
    /// <exception cref="DeployError">DC33xx.</exception>
    Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken);
}
