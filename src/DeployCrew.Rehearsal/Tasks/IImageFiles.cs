using DeployCrew.Rehearsal.Ecs;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Unpacks images.</summary>
internal interface IImageFiles
{
    /// <summary>Writes the image's files below a folder.</summary>
    Task UnpackAsync(StoredImage image, string folder, CancellationToken cancellationToken);
}
