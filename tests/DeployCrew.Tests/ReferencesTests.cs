using System.Xml.Linq;

namespace DeployCrew.Tests;

/// <summary>References point one way: this table is the house's plan, and a project file that leaves it is wrong.</summary>
public sealed class ReferencesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["DeployCrew.Core"] = [],
        ["DeployCrew.StaticSite"] = [],
        ["DeployCrew.Images"] = ["DeployCrew.Core", "DeployCrew.StaticSite"],
        ["DeployCrew.Aws"] = ["DeployCrew.Core"],
        ["DeployCrew.Postgres"] = ["DeployCrew.Core"],
        ["DeployCrew.Infra"] = ["DeployCrew.Core"],
        ["DeployCrew.Agents"] = ["DeployCrew.Core"],
        ["DeployCrew.Rehearsal"] = ["DeployCrew.Core", "DeployCrew.Images", "DeployCrew.Infra"],
        ["DeployCrew"] =
            ["DeployCrew.Core", "DeployCrew.Images", "DeployCrew.Aws", "DeployCrew.Postgres", "DeployCrew.Infra", "DeployCrew.Agents", "DeployCrew.Rehearsal"],
        ["DeployCrew.Agents.SemanticKernel"] = ["DeployCrew.Agents"],
        ["DeployCrew.Cli"] = ["DeployCrew", "DeployCrew.Mcp", "DeployCrew.Web", "DeployCrew.Agents.SemanticKernel"],
        ["DeployCrew.Mcp"] = ["DeployCrew"],
        ["DeployCrew.Web"] = ["DeployCrew"],
    };

    public static TheoryData<string> Projects() => [.. Files()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_StayWithinTheTable(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);

        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the table: say in {nameof(ReferencesTests)} what it may know.");
        Assert.Empty(References(file).Select(reference => reference.Name).Except(allowed));
    }

    [Fact]
    public void StaticSite_IsEmbedded_NeverReferenced() => Assert.All(
        Files().SelectMany(References).Where(reference => reference.Name == "DeployCrew.StaticSite"),
        reference => Assert.False(reference.IsAssembly));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_HasItsTests(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (name == "DeployCrew.StaticSite") // it is tested as what it is: inside an image
            return;
        // What is outside the solution has its tests there, too.
        var folder = name == "DeployCrew.Agents.SemanticKernel" ? "semantic-kernel" : name + ".Tests";
        Assert.True(Directory.Exists(Path.Combine(RepositoryRoot.Path, "tests", folder)), $"tests/{folder} is not there");
    }

    private static IEnumerable<string> Files() => new[] { "src", "infra", "agents" }
        .SelectMany(room => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, room), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file));

    private static IEnumerable<(string Name, bool IsAssembly)> References(string file) => XDocument.Load(Path.Combine(RepositoryRoot.Path, file))
        .Descendants("ProjectReference")
        .Select(reference => (
            Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')),
            (string?)reference.Attribute("ReferenceOutputAssembly") != "false"));
}
