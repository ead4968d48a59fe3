using System.Diagnostics;
using System.Globalization;

namespace DeployCrew.Cli.GitHub;

/// <summary>Stack engines of this home that still work, though nobody waits for them any more.</summary>
internal static class LivingEngines
{
    private static readonly string[] Engines = ["pulumi", "terraform", "tofu"];

    /// <summary>Whether there is one.</summary>
    /// <param name="stacks">Folder that engines of this home work in.</param>
    public static bool Any(string stacks)
    {
        foreach (var process in Engines.SelectMany(Process.GetProcessesByName))
        {
            using (process)
            {
                if (WorksIn(process.Id, stacks))
                    return true;
            }
        }

        return false;
    }

    // Where the system does not say what it works in, it may be ours.
    private static bool WorksIn(int process, string stacks)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        try
        {
            var folder = new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cwd")).LinkTarget;
            return folder?.StartsWith(stacks + Path.DirectorySeparatorChar, StringComparison.Ordinal) is true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // another user's, or gone meanwhile
        }
    }
}
