using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Sources;

/// <summary>Takes in an app's source: a folder is copied, a zip is unpacked. Input is untrusted; what is refused leaves nothing on disk.</summary>
public sealed class SourceIntake(SourceLimits? limits = null)
{
    private readonly SourceLimits _limits = limits ?? new SourceLimits();

    /// <summary>Takes in a folder or zip as <paramref name="destinationFolder"/>, replacing what was there.</summary>
    /// <param name="path">Folder or zip. A single top folder of a zip, such as GitHub's have, is stripped.</param>
    /// <param name="destinationFolder">Where the source will lie; it appears only when all is well.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <remarks>Left out: .git, node_modules, .venv, __pycache__, .DS_Store, bin, obj and artifacts beside a .NET project, .env and its local
    /// variants, and what the app's .dockerignore lists.</remarks>
    /// <exception cref="DeployError">DC31xx: nothing there, not a zip, damaged, encrypted, unsafe paths, links, collisions, bombs, empty.</exception>
    public async Task<Source> OpenAsync(string path, string destinationFolder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
            throw SourceErrors.NotFound(path);
        return await IntoPlaceAsync(path, destinationFolder, async folder =>
        {
            if (Directory.Exists(path))
                await SourceFolder.CopyAsync(Path.GetFullPath(path), folder, _limits, cancellationToken);
            else
                await UnpackAsync(path, folder, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Writes a small Node HTTP service, for a run that has no app: <c>/</c> greets, <c>/health</c> answers 200, SIGTERM ends it gracefully.</summary>
    /// <param name="destinationFolder">Where the source will lie.</param>
    /// <param name="name">Name of the service, in package.json and in its greeting.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Task<Source> GenerateNodeServiceAsync(string destinationFolder, string name, CancellationToken cancellationToken) =>
        IntoPlaceAsync("(generated)", destinationFolder, async folder =>
        {
            foreach (var (file, text) in NodeService.Files(name))
                await File.WriteAllTextAsync(Path.Combine(folder, file), text, cancellationToken);
        }, cancellationToken);

    /// <summary>Reads a source that was taken in earlier, when a run is resumed.</summary>
    /// <exception cref="DeployError">DC3101 when it is not there any more.</exception>
    public static Task<Source> ReadAsync(string folder, CancellationToken cancellationToken) => Task.Run(() =>
    {
        if (!Directory.Exists(folder))
            throw SourceErrors.NotFound(folder);
        var files = SourceFolder.List(folder);
        return new Source(folder, files, SourceHash.Compute(folder, files, cancellationToken));
    }, cancellationToken);

    private async Task UnpackAsync(string path, string folder, CancellationToken cancellationToken)
    {
        await new ZipExtraction(_limits).ExtractAsync(path, folder, cancellationToken);

        // The .dockerignore is known only once it is unpacked; leaving the files out now gives a zip the same digest as its folder.
        var ignoreFile = Path.Combine(folder, ".dockerignore");
        if (!File.Exists(ignoreFile))
            return;
        var files = SourceFolder.List(folder).Select(file => file.Path).ToList();
        var rules = IgnoreRules.For(files, await File.ReadAllTextAsync(ignoreFile, cancellationToken));
        foreach (var file in files.Where(rules.Ignores))
            File.Delete(Path.Combine(folder, file));
    }

    private static async Task<Source> IntoPlaceAsync(
        string origin, string destinationFolder, Func<string, Task> fill, CancellationToken cancellationToken)
    {
        var destination = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destinationFolder));
        var partial = $"{destination}.{Guid.NewGuid():n}.partial";
        try
        {
            Directory.CreateDirectory(partial);
            await fill(partial);
            var source = await ReadAsync(partial, cancellationToken);
            if (source.Files.Count == 0)
                throw SourceErrors.Empty(origin);
            if (Directory.Exists(destination))
                Directory.Delete(destination, recursive: true);
            Directory.Move(partial, destination);
            return source with { Folder = destination };
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw SourceErrors.CannotStore(destination, cause);
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }
}
