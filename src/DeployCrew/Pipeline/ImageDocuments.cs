using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeployCrew.Building;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Building.InProcess;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting;
using DeployCrew.Images.Oci;
using DeployCrew.Images.SupplyChain;

namespace DeployCrew.Pipeline;

/// <summary>Writes what goes with an image: <c>sbom.cdx.json</c>, <c>provenance.json</c> and <c>lint.json</c> in <c>images/&lt;service&gt;/</c> of the run.</summary>
/// <param name="home">Where the build cache is.</param>
/// <param name="time">Today, for the age of the base image.</param>
internal sealed class ImageDocuments(Home home, TimeProvider time)
{
    public async Task<IReadOnlyList<ImageDocument>> WriteAsync(
        StageContext context, string name, ServiceRequirements service, BuiltImage image, DateTimeOffset started, CancellationToken cancellationToken)
    {
        var source = Path.Combine(context.Folder.Source, service.Source);
        var folder = Directory.CreateDirectory(context.Folder.Image(name)).FullName;
        var layout = await OciLayout.OpenAsync(image.LayoutFolder, cancellationToken);
        var inProcess = image.Builder == InProcessBuilder.BuilderName;
        var dockerfile = image.App is { } app ? ServiceDockerfile.Of(
            source, service, app, inProcess ? "generated; this image was made without it" : "generated", DockerfileOptions.Plain with { CacheMounts = image.HasCacheMounts }) : null;
        var below = await BaseOfImage.FindAsync(home, layout, inProcess ? null : dockerfile?.BaseName, cancellationToken);
        if (below is not null && BaseImageAge.Note(below, time) is { } age)
            context.Progress($"{name}: {age}");

        var bill = await SoftwareBill.OfImageAsync(name, source, layout, below, cancellationToken);
        var documents = new List<ImageDocument>
        {
            await WriteAsync(context, folder, "sbom.cdx.json", CycloneDx.MediaType, CycloneDx.Write(bill), cancellationToken),
            await WriteAsync(context, folder, "provenance.json", InTotoStatement.MediaType,
                await ProvenanceAsync(context, name, service, image, layout, (below, inProcess ? null : dockerfile?.Sha256), started, cancellationToken), cancellationToken),
        };
        if (dockerfile is not null)
            documents.Add(await WriteAsync(context, folder, "lint.json", ServiceDockerfile.LintType, dockerfile.Lint.ToJson(), cancellationToken));
        foreach (var unread in bill.Unread)
            context.Log($"{name}: not in the bill of materials: {unread}");
        var warnings = dockerfile?.Lint.Count(LintSeverity.Warning) ?? 0;
        context.Progress($"{name}: {bill.Packages.Count} {(bill.Packages.Count == 1 ? "package" : "packages")} in its bill of materials, {warnings} lint {(warnings == 1 ? "warning" : "warnings")}: {folder}");
        return documents;
    }

    // Provenance is that of the build that made the image, whichever run meets it again.
    private async Task<string> ProvenanceAsync(
        StageContext context, string name, ServiceRequirements service, BuiltImage image, OciLayout layout, (BaseImageUse? Base, string? Dockerfile) known,
        DateTimeOffset started, CancellationToken cancellationToken)
    {
        var kept = Path.Combine(home.BuildCache, "provenance", $"{name}-{image.Digest["sha256:".Length..]}.json");
        if (image.FromCache && File.Exists(kept))
            return await File.ReadAllTextAsync(kept, cancellationToken);
        var statement = InTotoStatement.Write(new Provenance(
            name, image.Digest, context.Get(Outputs.Plan).SourceSha256, [.. layout.Images.Select(one => new OciPlatform(one.Config.Architecture, one.Config.Os).ToString())],
            image.Builder, context.Folder.RunId, started, time.GetUtcNow())
        {
            Settings = Settings(service),
            DockerfileSha256 = known.Dockerfile,
            Base = known.Base,
            FromCache = image.FromCache,
        });
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        await File.WriteAllTextAsync(kept, statement, cancellationToken);
        return statement;
    }

    private static Dictionary<string, string?> Settings(ServiceRequirements service) => new()
    {
        ["source"] = service.Source,
        ["port"] = service.Port.ToString(CultureInfo.InvariantCulture),
        ["command"] = service.Command is { } start ? string.Join(' ', start) : null,
        ["builder"] = service.Build.Builder,
        ["compression"] = service.Build.Compression,
        ["language"] = service.Build.Language,
        ["version"] = service.Build.Version,
        ["baseImage"] = service.Build.BaseImage,
        ["dockerfile"] = service.Build.Dockerfile,
        ["entry"] = service.Build.Entry,
        ["buildCommand"] = service.Build.Command is { } build ? string.Join(' ', build) : null,
    };

    private static async Task<ImageDocument> WriteAsync(StageContext context, string folder, string name, string type, string text, CancellationToken cancellationToken)
    {
        var (file, bytes) = (Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
        await File.WriteAllBytesAsync(file, bytes, cancellationToken);
        return new ImageDocument(type, Path.GetRelativePath(context.Folder.Path, file), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
