using System.Runtime.CompilerServices;
using System.Text;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.Tests.Pulumi;

/// <summary>The emitted project of one sample, as it is checked in. <c>UPDATE_GOLDEN=1 dotnet test</c> writes it anew; read the
/// difference.</summary>
public class GoldenTests
{
    [Fact]
    public void Emit_Shop_IsAsCheckedIn() => AssertGolden("shop", PulumiProject.Emit(
        StackBlueprint.Create(Samples.Shop()),
            [.. new[] { "dev", "prod" }.Select(name => StackBlueprint.Configuration(Samples.Shop(), name))]));

    [Fact]
    public void Emit_StateBackend_IsAsCheckedIn() => AssertGolden("bootstrap", PulumiProject.Emit(
        StateBackendBlueprint.Create(Samples.Shop()), [StateBackendBlueprint.Configuration(Samples.Shop())]));

    [Fact]
    public void Compose_Everything_ReviewAndRunOrderAreAsCheckedIn() =>
        AssertGolden("documents", [.. BundleWriter.Compose(new(Samples.Everything(), "{}"u8.ToArray(), []))
        .Files.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal))
            .Select(file => new GeneratedFile(file.Path, Encoding.UTF8.GetString(file.Content!)))]);

    internal static void AssertGolden(string name, IReadOnlyList<GeneratedFile> files, [CallerFilePath] string caller = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(caller)!)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            Update(folder, files);
        var expected = Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(expected, files.Select(Stored).Order(StringComparer.Ordinal));
        foreach (var file in files)
            Assert.Equal(File.ReadAllText(Path.Combine(folder, Stored(file))).ReplaceLineEndings("\n"), file.Text);
    }

    private static void Update(string folder, IReadOnlyList<GeneratedFile> files)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var file in files)
            File.WriteAllText(Path.Combine(folder, Stored(file)), file.Text);
    }

    /// <summary>With an ending of its own, so that no tool takes a golden file for a project, a source or a git setting of ours.</summary>
    private static string Stored(GeneratedFile file) => $"{file.Path.TrimStart('.').Replace('/', '.')}.txt";
}
