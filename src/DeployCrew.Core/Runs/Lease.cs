using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;

namespace DeployCrew.Core.Runs;

/// <summary>
/// Keeps two runs of one project and environment apart. The operating system holds the lock, so that it ends with the process, however that ends;
/// no lock is ever stranded.
/// </summary>
public sealed class Lease : IDisposable
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(200);
    private readonly FileLock held;

    private Lease(FileLock held) => this.held = held;

    /// <summary>Takes the lease.</summary>
    /// <exception cref="DeployError">DC9005: another run has it.</exception>
    public static Lease Take(Home home, string target, string project, string environment, string runId)
    {
        Directory.CreateDirectory(home.Leases);
        var path = Path.Combine(home.Leases, $"{target}-{project}-{environment}.lock");
        FileLock? held = null;
        // Somebody who only looks has it for a moment.
        if (!SpinWait.SpinUntil(() => (held = FileLock.TryTake(path)) is not null, LongestLook))
            throw InternalErrors.LeaseHeld($"{project}/{environment} on {target}", Holder(path));
        File.WriteAllText(path + ".holder", runId);
        return new Lease(held!);
    }

    /// <summary>Whether a run has its lease, in whatever process.</summary>
    public static bool IsHeldBy(Home home, string runId)
    {
        if (!Directory.Exists(home.Leases))
            return false;
        foreach (var holder in Directory.GetFiles(home.Leases, "*.holder"))
        {
            if (File.ReadAllText(holder) != runId)
                continue;
            using var looked = FileLock.TryTake(holder[..^".holder".Length]);
            return looked is null;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    // The name stands beside the lock, because the locked file itself cannot be read.
    private static string Holder(string path) => File.Exists(path + ".holder") ? $"run {File.ReadAllText(path + ".holder")}" : "another process";
}
