using System.Runtime.InteropServices;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Signals to processes, where the system has them.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;
    private const int KillNow = 9;

    /// <summary>Asks a process to end.</summary>
    public static void Ask(int processId) => _ = Kill(processId, Terminate);

    /// <summary>Ends everything in the process group that this process leads, or led.</summary>
    public static void KillGroup(int leader)
    {
        if (!OperatingSystem.IsWindows())
            _ = Kill(-leader, KillNow);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
