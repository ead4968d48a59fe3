using Xunit;

namespace DeployCrew.Testing;

/// <summary>A test that runs programs of this machine. Skipped where they are not on PATH: which there are is the machine's affair.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Creates the attribute.</summary>
    /// <param name="tools">Names of programs, such as <c>cargo</c>.</param>
    public ToolFactAttribute(params string[] tools)
    {
        Tools = tools;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = tools.Where(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool)))).ToList();
        if (missing.Count > 0)
            Skip = $"not on PATH: {string.Join(", ", missing)}";
    }

    /// <summary>Programs that the test runs.</summary>
    public IReadOnlyList<string> Tools { get; }
}
