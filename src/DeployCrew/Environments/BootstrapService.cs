using System.IO.Compression;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Targets;

namespace DeployCrew.Environments;

/// <summary>
/// Makes, once per account and project, what the other stacks need: the bucket for their state, its key, and the roles of pipelines. Its own
/// state begins in a folder, because there is no bucket yet, and is copied into the bucket at the end: another machine goes on from there.
/// </summary>
public sealed class BootstrapService
{
    private const string ArchiveKey = "bootstrap/state.zip";
    private readonly StackEngines engines;
    private readonly Home home;

    internal BootstrapService(StackEngines engines, Home home)
    {
        this.engines = engines;
        this.home = home;
    }

    /// <summary>Applies the bootstrap stack. Safe to repeat.</summary>
    /// <param name="document">Valid requirements.</param>
    /// <param name="engine">pulumi | terraform | tofu; null is pulumi.</param>
    /// <param name="progress">Told of each resource as it is done.</param>
    /// <param name="cancellationToken">Interrupts the engine once and waits for it.</param>
    public async Task<StackResult> ApplyAsync(
        RequirementsDocument document, string? engine, IProgress<ResourceChange> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var archive = TargetFactory.OpenArchive(document.Region);
        var bucket = StateBackend.Bucket(document);
        var folder = Path.Combine(home.Stacks, "bootstrap", engine ?? "pulumi", document.Region, document.Project);
        using var lease = Lease.Take(home, "aws", document.Project, StateBackendBlueprint.Environment, "bootstrap");
        await RestoreAsync(archive, bucket, folder, cancellationToken);
        var stack = engines.OpenBootstrap(engine, folder);
        var (model, configuration) = (StateBackendBlueprint.Create(document), StateBackendBlueprint.Configuration(document));
        // Without a state this would begin anew beside what is there, and fail at the bucket's name.
        if (await stack.OutputsAsync(model, configuration, cancellationToken) is null && await archive.ExistsAsync(bucket, cancellationToken))
            throw EngineErrors.BootstrapStateLost(bucket, folder);
        var result = await stack.ApplyAsync(model, configuration, progress, cancellationToken);
        await archive.WriteAsync(bucket, ArchiveKey, Pack(folder), cancellationToken);
        return result;
    }

    private static async Task RestoreAsync(IStateArchive archive, string bucket, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) || await archive.ReadAsync(bucket, ArchiveKey, cancellationToken) is not { } packed)
            return;
        var partial = folder + ".partial";
        Directory.CreateDirectory(partial);
        using var zip = new ZipArchive(new MemoryStream(packed), ZipArchiveMode.Read);
        zip.ExtractToDirectory(partial, overwriteFiles: true); // refuses entries that lead out of the folder
        Directory.Move(partial, folder);
    }

    // Everything but what the engine fetches again: its providers, and what it compiled.
    private static byte[] Pack(string folder)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
                if (!path.Split('/').Any(part => part is ".terraform" or "bin" or "obj"))
                    zip.CreateEntryFromFile(file, path);
            }
        }

        return content.ToArray();
    }
}
