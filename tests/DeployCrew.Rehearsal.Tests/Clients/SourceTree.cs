namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>The repository that the tests were built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var found = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(found.FullName, "DeployCrew.sln")))
            found = found.Parent!;
        return found.FullName;
    }
}
