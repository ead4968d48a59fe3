namespace DeployCrew.Cli;

/// <summary>How this very program is run again, for the local cloud's background process.</summary>
internal static class OwnProgram
{
    /// <summary><c>dotnet DeployCrew.Cli.dll</c>, or the program's own file.</summary>
    public static IReadOnlyList<string> Command
    {
        get
        {
            var program = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [program, Path.Combine(AppContext.BaseDirectory, "DeployCrew.Cli.dll")]
                : [program];
        }
    }
}
