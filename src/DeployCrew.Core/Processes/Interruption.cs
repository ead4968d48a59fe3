using System.Diagnostics;
using System.Runtime.InteropServices;
using DeployCrew.Core.Ports;

namespace DeployCrew.Core.Processes;

/// <summary>Asks a program to end, once, and gives it time: an engine that is killed while it applies loses what it did not write down.</summary>
internal static partial class Interruption
{
    private const string SetSession = "setsid";
    private const int Interrupt = 2;
    private const int NotExecuted = 127;

    /// <summary>The program in a session, and so a process group, of its own, where that can be had. <c>setsid</c> then becomes the program:
    /// the process keeps its id.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) InOwnSession(ProcessCommand command) =>
        command.InterruptGrace is not null && OperatingSystem.IsLinux()
            ? (SetSession, [command.Program, .. command.Arguments]) : (command.Program, command.Arguments);

    /// <summary>What <c>setsid</c> says when the program is not there; null when it ran.</summary>
    public static string? NotFound(ProcessCommand command, int exitCode, IReadOnlyList<string> errors) =>
        command.InterruptGrace is not null && exitCode == NotExecuted
            // setsid: failed to execute terraform: No such file or directory
            ? errors.FirstOrDefault(line => line.StartsWith($"{SetSession}: ", StringComparison.Ordinal)) : null;

    /// <summary>Sends SIGINT to the program alone (what it started is its own to end) and waits for it; returns after the grace at the
    /// latest.</summary>
    public static async Task RequestAsync(Process process, TimeSpan grace)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            if (OperatingSystem.IsLinux())
                _ = Kill(process.Id, Interrupt);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(grace);
        }
        catch (TimeoutException)
        {
            // It had its time: the caller kills it.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
