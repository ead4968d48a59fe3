using System.Runtime.CompilerServices;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.TypeScript;

namespace DeployCrew.Infra.Tests.TypeScript;

/// <summary>The vendor's own types check the model: the TypeScript rendering is compiled against the real <c>@pulumi/aws</c>, and run under
/// its mocks.</summary>
[Trait("Category", "real")]
public sealed class OfficialTypesTests : IDisposable
{
    private static readonly string Catalogue = Folder();
    private readonly string root = Path.Combine(Catalogue, "node_modules", ".emitted", Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task Emit_EverySample_PassesStrictTscAndRegistersTheModel()
    {
        await InstallAsync();
        foreach (var sample in Samples.Names)
            Write(sample, StackBlueprint.Create(Samples.Get(sample)));
        foreach (var seed in Enumerable.Range(1, 40))
            Write($"random-{seed}", StackBlueprint.Create(RandomRequirements.Create(seed)));
        Write("bootstrap", StateBackendBlueprint.Create(Samples.Shop()));
        Write("bootstrap-github", StateBackendBlueprint.Create(Samples.GitHub()));
        var compiled = await RunAsync("node",
        [
            "--max-old-space-size=6000", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022",
            "--module", "commonjs", "--moduleResolution", "node", .. Directory.GetFiles(root, "index.ts", SearchOption.AllDirectories),
        ]);
        Assert.True(compiled.ExitCode == 0, string.Join('\n', compiled.Output.Take(40)));
        foreach (var sample in Samples.Names)
            await AssertRegistersAsync(sample, Samples.Get(sample));
    }

    public void Dispose()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }

    private async Task AssertRegistersAsync(string sample, RequirementsDocument document)
    {
        var model = StackBlueprint.Create(document);
        var environment = document.Environments.Keys.Order(StringComparer.Ordinal).Last();
        var configuration = StackBlueprint.Configuration(document, environment);
        var values = configuration.Values.ToDictionary(
            value => value.Key.Contains(':', StringComparison.Ordinal) ? value.Key : $"{document.Project}:{value.Key}",
            value => value.Value is string text ? text : StackResolution.Evaluate(new ConfigurationKey(value.Key), configuration,
                (_, _) => null)!.ToJsonString());
        var run = await RunAsync("node",
            ["register.cjs", Path.Combine(root, sample), document.Project, environment, System.Text.Json.JsonSerializer.Serialize(values)]);
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors.Take(20)));
        Assert.Equal(
            StackResolution.Active(model, configuration).Select(resource => $"{resource.Type} {resource.Name}")
                .Order(StringComparer.Ordinal),
            run.Output.Where(line => line.StartsWith("aws:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

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
