namespace DeployCrew.Mcp.Tests;

/// <summary>Where things are in the checkout that is being tested.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The built command line, of the configuration that this test was built in.</summary>
    public static string Program { get; } =
        Path.Combine(Root, "artifacts", "bin", "DeployCrew.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "DeployCrew.Cli.dll");

    public static string Samples { get; } = Path.Combine(Root, "samples");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DeployCrew.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside of a checkout");
    }
}
