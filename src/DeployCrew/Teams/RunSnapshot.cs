using System.IO.Compression;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;

namespace DeployCrew.Teams;

/// <summary>What of a run's files the team's artifacts have already. Each snapshot is a zip of what has changed since the one before.</summary>
internal sealed class RunSnapshot
{
    private readonly RunFolder folder;
    private Dictionary<string, (DateTime Written, long Bytes)> kept;

    private RunSnapshot(RunFolder folder, Dictionary<string, (DateTime Written, long Bytes)> kept)
    {
        this.folder = folder;
        this.kept = kept;
    }

    /// <summary>A folder whose files are all kept.</summary>
    public static RunSnapshot Of(RunFolder folder) => new(folder, Look(folder));

    /// <summary>A folder of which nothing is kept yet.</summary>
    public static RunSnapshot Nothing(RunFolder folder) => new(folder, []);

    /// <summary>Whether a file is there that is not kept.</summary>
    public bool Lacks(string file) => !kept.ContainsKey(Path.GetRelativePath(folder.Path, file)) && File.Exists(file);

    /// <summary>Keeps what has changed. False: nothing has.</summary>
    public async Task<bool> SaveAsync(string key, IArtifactStore artifacts, CancellationToken cancellationToken)
    {
        var now = Look(folder);
        var changed = now.Where(file => !kept.TryGetValue(file.Key, out var before) || before != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal).ToList();
        if (changed.Count == 0)
            return false;
        await WithFileAsync(async zip =>
        {
            using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            {
                foreach (var file in changed)
                    archive.CreateEntryFromFile(Path.Combine(folder.Path, file), file, CompressionLevel.Fastest);
            }

            await artifacts.WriteAsync(key, zip, cancellationToken);
        });
        kept = now;
        return true;
    }

    /// <summary>Puts a snapshot's files into a run's folder.</summary>
    public static Task LayOverAsync(RunFolder folder, string key, IArtifactStore artifacts, CancellationToken cancellationToken) => WithFileAsync(async zip =>
    {
        await artifacts.ReadAsync(key, zip, cancellationToken);
        await ZipFile.ExtractToDirectoryAsync(zip, folder.Path, overwriteFiles: true, cancellationToken);
    });

    private static async Task WithFileAsync(Func<string, Task> use)
    {
        var temporary = Directory.CreateTempSubdirectory("deploycrew-snapshot-");
        try
        {
            await use(Path.Combine(temporary.FullName, "snapshot.zip"));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    // The journal goes its own way.
    private static Dictionary<string, (DateTime Written, long Bytes)> Look(RunFolder folder) => new DirectoryInfo(folder.Path).EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => file.FullName != folder.JournalFile && file.LinkTarget is null)
        .ToDictionary(file => Path.GetRelativePath(folder.Path, file.FullName), file => (file.LastWriteTimeUtc, file.Length), StringComparer.Ordinal);
}
