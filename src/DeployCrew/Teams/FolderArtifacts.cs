using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Teams;

/// <summary>Artifacts in a folder that all machines share.</summary>
/// <param name="folder">Full path.</param>
internal sealed class FolderArtifacts(string folder) : IArtifactStore
{
    /// <inheritdoc/>
    public Task WriteAsync(string key, string file, CancellationToken cancellationToken) => UseAsync(() =>
    {
        var (path, partial) = (PathOf(key), PathOf(key) + "." + Guid.NewGuid().ToString("N") + ".partial");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(file, partial);
        File.Move(partial, path, overwrite: true);
    });

    /// <inheritdoc/>
    public Task ReadAsync(string key, string file, CancellationToken cancellationToken) => UseAsync(() =>
    {
        if (!File.Exists(PathOf(key)))
            throw TeamErrors.ArtifactMissing(key);
        File.Copy(PathOf(key), file, overwrite: true);
    });

    // Keys come from the store, which others write, too.
    private string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(folder, key));
        return path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw TeamErrors.ArtifactMissing(key);
    }

    private async Task UseAsync(Action use)
    {
        try
        {
            await Task.Run(use);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TeamErrors.ArtifactsFailed(folder, error);
        }
    }
}
