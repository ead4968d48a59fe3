using System.Runtime.InteropServices;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>Takes a process out of its terminal's reach: Ctrl-C and a closed window are the terminal's business, not the local cloud's.</summary>
public static partial class Session
{
    /// <summary>Starts a session of this process's own (setsid(2)). Tasks that it starts are in it too.</summary>
    public static void Detach()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetSid();
    }

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int SetSid();
}
