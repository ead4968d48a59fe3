namespace DeployCrew.Core.Runs;

/// <summary>Where DeployCrew keeps its data: <c>$DEPLOYCREW_HOME</c>, else <c>.deploycrew</c> in the user's home.</summary>
/// <param name="Folder">Full path.</param>
public sealed record Home(string Folder)
{
    /// <summary>Reads the environment.</summary>
    public static Home Locate()
    {
        var configured = Environment.GetEnvironmentVariable("DEPLOYCREW_HOME");
        return new Home(Path.GetFullPath(string.IsNullOrEmpty(configured)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".deploycrew")
            : configured));
    }

    /// <summary>One folder per run.</summary>
    public string Runs { get; init; } = Path.Combine(Folder, "runs");

    /// <summary>What stack engines work with: projects, providers, plans.</summary>
    public string Stacks => Path.Combine(Folder, "stacks");

    /// <summary>Plans that can be approved and applied.</summary>
    public string Plans { get; init; } = Path.Combine(Folder, "plans");

    /// <summary>Private key that evidence and bundles are signed with.</summary>
    public string SigningKey => Path.Combine(Folder, "keys", "evidence.pem");

    /// <summary>Locks that keep two runs of one project and environment apart.</summary>
    public string Leases => Path.Combine(Folder, "leases");

    /// <summary>Built images, by what they were built from.</summary>
    public string BuildCache => Path.Combine(Folder, "cache", "builds");

    /// <summary>State of the local cloud.</summary>
    public string LocalCloud => Path.Combine(Folder, "local");

    /// <summary>Who has been given access to the web page, and what was done with it.</summary>
    public string Access => Path.Combine(Folder, "access");

    /// <summary>Makes <see cref="Access"/>, for its owner alone.</summary>
    public void MakeAccess()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Access);
        else
            Directory.CreateDirectory(Access, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
