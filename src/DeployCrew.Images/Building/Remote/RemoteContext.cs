using System.Security.Cryptography;
using System.Text;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.Remote;

/// <summary>A build's files for a machine elsewhere, packed: <c>context/</c>, and beside it the Dockerfiles that were generated.</summary>
/// <param name="File">The tar.gz, temporary.</param>
/// <param name="Sha256">Its hash: the same source gives the same file.</param>
/// <param name="Dockerfile">The Dockerfile in it.</param>
internal sealed record RemoteContext(string File, string Sha256, string Dockerfile) : IDisposable
{
    private const string Generated = "Dockerfile";

    // Engines with BuildKit take this one; the machine knows whether it has that.
    private const string GeneratedForBuildKit = "Dockerfile.buildkit";

    /// <summary>Packs.</summary>
    public static async Task<RemoteContext> PackAsync(ImageBuildRequest request, CancellationToken cancellationToken)
    {
        var app = request.App!;
        var own = app.Kind == AppKind.Dockerfile;
        var entries = BuildContext.Files(request.SourceFolder, app)
            .Select(file => LayerEntry.File("context/" + file.Path, Path.Combine(request.SourceFolder, file.Path), file.Executable)).ToList();
        entries.Add(LayerEntry.Folder("context"));
        if (!own)
        {
            entries.Add(Text(Generated, DockerfileOf(request, DockerfileOptions.Plain)));
            entries.Add(Text(GeneratedForBuildKit, DockerfileOf(request, DockerfileOptions.Plain with { CacheMounts = true })));
        }

        var path = Path.Combine(Path.GetTempPath(), $"deploycrew-{Guid.NewGuid():n}.tar.gz");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            using var hash = new HashingStream(file);
            await using (var gzip = new BlockGzipStream(hash))
            {
                await new TarLayerWriter(gzip, DateTimeOffset.UnixEpoch).WriteAsync(entries, cancellationToken);
                await gzip.CompleteAsync(cancellationToken);
            }

            return new RemoteContext(path, OciLayout.Hex(hash.Digest()), own ? $"context/{app.Entry ?? "Dockerfile"}" : Generated);
        }
        catch
        {
            System.IO.File.Delete(path);
            throw;
        }
    }

    /// <summary>The Dockerfile that would be generated.</summary>
    public static string DockerfileOf(ImageBuildRequest request, DockerfileOptions options) =>
        DockerfileGenerator.Generate(request.App!, request.Requirements, options);

    /// <summary>Tag of the image that comes of it: it follows from everything that the image is made of and that is known here.</summary>
    public string TagFor(OciPlatform platform, string script) =>
        $"{platform.Architecture}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Sha256}\0{platform}\0{Dockerfile}\0{script}")))[..40]}";

    public void Dispose() => System.IO.File.Delete(File);

    private static LayerEntry Text(string path, string text) => LayerEntry.FromBytes(path, Encoding.UTF8.GetBytes(text));
}
