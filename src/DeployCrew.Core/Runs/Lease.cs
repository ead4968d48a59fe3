using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Runs;

/// <summary>
/// Keeps two runs of one project and environment apart. The operating system holds the lock, so that it ends with the process, however that ends;
/// no lock is ever stranded.
/// </summary>
public sealed class Lease : IDisposable
{
    private readonly FileStream file;

    private Lease(FileStream file) => this.file = file;

    /// <summary>Takes the lease.</summary>
    /// <exception cref="DeployError">DC9005: another run has it.</exception>
    public static Lease Take(Home home, string target, string project, string environment, string runId)
    {
        Directory.CreateDirectory(home.Leases);
        var path = Path.Combine(home.Leases, $"{target}-{project}-{environment}.lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(path + ".holder", runId);
            return new Lease(file);
        }
        catch (IOException)
        {
            throw InternalErrors.LeaseHeld($"{project}/{environment} on {target}", Holder(path));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // The name stands beside the lock, because the locked file itself cannot be read.
    private static string Holder(string path) => File.Exists(path + ".holder") ? $"run {File.ReadAllText(path + ".holder")}" : "another process";
}
