using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Images.SupplyChain;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.SupplyChain;

/// <summary>Bills of materials against CycloneDX's own schema, by CycloneDX's own library.</summary>
[Trait("Category", "real")]
public sealed class CycloneDxRealTests : IDisposable
{
    private const string Npm = "DEPLOYCREW_TEST_NPM";

    private readonly TemporaryFolder _folder = new();

    [RealFact(Npm)]
    public async Task Write_EveryCorpusAppAndAnImage_HoldsAgainstTheSchema()
    {
        var files = new List<string>();
        foreach (var app in Directory.GetDirectories(Path.Combine(TestFolder, "..", "Corpus")).Order(StringComparer.Ordinal))
            files.Add(_folder.Write($"{Path.GetFileName(app)}.json", CycloneDx.Write(SoftwareBill.OfSource("web", app, new string('a', 64)))));
        var image = await TestImages.BuildAsync(
            _folder.In("image"), TestImages.Text("var/lib/dpkg/status", "Package: libc6\nVersion: 2.36-9+deb12u8\nArchitecture: amd64\n"),
            TestImages.Text("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT AND custom thing\n"), TestImages.Text("var/lib/rpm/Packages", "x"));
        var below = new BaseImageUse("docker.io/library/node:22", image.Digest, null);
        files.Add(_folder.Write("image.json", CycloneDx.Write(await SoftwareBill.OfImageAsync("web", Directory.CreateDirectory(_folder.In("none")).FullName, image, below, default))));

        await RunAsync(Environment.GetEnvironmentVariable(Npm)!, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await RunAsync("node", ["validate.mjs", .. files]);
    }

    public void Dispose() => _folder.Dispose();

    private static string TestFolder => Path.Combine(SourceFolder(), "SupplyChain");

    private static string SourceFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DeployCrew.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "tests", "DeployCrew.Images.Tests");
    }

    // Nothing is installed in the source tree.
    private async Task RunAsync(string program, params string[] arguments)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(TestFolder, "Validator")))
            File.Copy(file, _folder.In(Path.GetFileName(file)), overwrite: true);
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand(program, arguments) { WorkingDirectory = _folder.Path }, default);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Output.Concat(result.Errors)));
    }
}
