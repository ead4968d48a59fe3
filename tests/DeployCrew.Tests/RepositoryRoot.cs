namespace DeployCrew.Tests;

/// <summary>The folder of the solution, found from where the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "DeployCrew.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("DeployCrew.sln is not above the tests.");
    }
}
