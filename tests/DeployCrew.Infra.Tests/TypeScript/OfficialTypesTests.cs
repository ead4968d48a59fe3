using System.Runtime.CompilerServices;
using System.Text.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.TypeScript;

namespace DeployCrew.Infra.Tests.TypeScript;

/// <summary>The vendor's own types check the model: the TypeScript rendering of every case is compiled against the real
/// <c>@pulumi/aws</c> as one project, and run under its mocks for each environment.</summary>
[Trait("Category", "real")]
public sealed class OfficialTypesTests : IDisposable
{
    private static readonly string Catalogue = Folder();
    private readonly string root = Path.Combine(Catalogue, "node_modules", ".emitted", Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task Emit_EveryCase_PassesStrictTscAndRegistersTheModel()
    {
        await InstallAsync();
        foreach (var name in Cases.Names())
            Write(name, StackBlueprint.Create(Cases.Document(name)));
        Write("bootstrap", StateBackendBlueprint.Create(Samples.Shop()));
        Write("bootstrap-github", StateBackendBlueprint.Create(Samples.GitHub()));
        var compiled = await RunAsync("node",
        [
            "--max-old-space-size=6000", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022",
            "--module", "commonjs", "--moduleResolution", "node", .. Directory.GetFiles(root, "index.ts", SearchOption.AllDirectories),
        ]);
        Assert.True(compiled.ExitCode == 0, string.Join('\n', compiled.Output.Take(40)));
        await AssertRegistersAsync();
    }

    public void Dispose()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }

    /// <summary>All in one process: to load the provider's package takes longer than to run a program.</summary>
    private async Task AssertRegistersAsync()
    {
        var programs = Cases.Names().SelectMany(name => Cases.Configurations(Cases.Document(name))
            .Select(configuration => (Name: name, Model: StackBlueprint.Create(Cases.Document(name)), Configuration: configuration))).ToList();
        var list = Path.Combine(root, "programs.json");
        File.WriteAllText(list, JsonSerializer.Serialize(programs.Select(program => new
        {
            folder = Path.Combine(root, program.Name),
            project = program.Model.Project,
            environment = program.Configuration.Environment,
            configuration = Values(program.Model.Project, program.Configuration),
        })));
        var run = await RunAsync("node", ["register.cjs", list]);
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors.Take(20)));
        var registered = JsonSerializer.Deserialize<List<List<string>>>(run.Output[^1])!;
        Assert.Equal(programs.Count, registered.Count);
        foreach (var (program, resources) in programs.Zip(registered))
        {
            var expected = StackResolution.Active(program.Model, program.Configuration)
                .Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal).ToList();
            Assert.True(expected.SequenceEqual(resources.Order(StringComparer.Ordinal)), $"{program.Name}/{program.Configuration.Environment}");
        }
    }

    private static Dictionary<string, string> Values(string project, StackConfiguration configuration) => configuration.Values.ToDictionary(
        value => value.Key.Contains(':', StringComparison.Ordinal) ? value.Key : $"{project}:{value.Key}",
        value => value.Value is string text ? text
            : StackResolution.Evaluate(new ConfigurationKey(value.Key), configuration, (_, _) => null)!.ToJsonString());

    private void Write(string name, StackModel model)
    {
        var folder = Path.Combine(root, name);
        Directory.CreateDirectory(folder);
        foreach (var file in TypeScriptProject.Emit(model, []))
            File.WriteAllText(Path.Combine(folder, file.Path), file.Text);
    }

    private static async Task InstallAsync()
    {
        if (!Directory.Exists(Path.Combine(Catalogue, "node_modules", "@pulumi", "aws")))
            Assert.Equal(0, (await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])).ExitCode);
    }

    private static async Task<ProcessResult> RunAsync(string program, IReadOnlyList<string> arguments) =>
        await new SystemProcessRunner().RunAsync(new(program, arguments) { WorkingDirectory = Catalogue }, CancellationToken.None);

    private static string Folder([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "infra", "catalogue"));
}
