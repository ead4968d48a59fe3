using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Pulumi;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeployCrew.Infra.Tests.Pulumi.Surface;

/// <summary>Compiles an emitted project against the surface and runs its Main: what the program registers is recorded.</summary>
internal sealed class GeneratedProgram
{
    private static readonly MetadataReference[] Platform = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
            || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
        .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly Lazy<byte[]> Surface = new(() =>
    {
        using var kernel = new StreamReader(typeof(GeneratedProgram).Assembly.GetManifestResourceStream("kernel.cs")!);
        return Emit(Compile("Pulumi.Surface", [kernel.ReadToEnd(), AwsSurface.Write()], [], OutputKind.DynamicallyLinkedLibrary));
    });

    private readonly CSharpCompilation compilation;
    private byte[]? image;

    public GeneratedProgram(IEnumerable<GeneratedFile> files)
    {
        var sources = files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(file => file.Text);
        compilation = Compile("Generated", sources, [MetadataReference.CreateFromImage(Surface.Value)], OutputKind.ConsoleApplication);
    }

    /// <summary>Errors and warnings of the compiler.</summary>
    public IReadOnlyList<string> Problems =>
        [.. compilation.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning)
        .Select(problem => problem.ToString())];

    public Recording Run(StackConfiguration configuration)
    {
        var context = new AssemblyLoadContext("generated", isCollectible: true);
        try
        {
            var surface = context.LoadFromStream(new MemoryStream(Surface.Value));
            var program = context.LoadFromStream(new MemoryStream(image ??= Emit(compilation)));
            var recorder = surface.GetType("Pulumi.Recorder")!;
            foreach (var key in configuration.Values.Keys)
                recorder.GetMethod("Configure")!.Invoke(null,
                    [key, StackResolution.Evaluate(new ConfigurationKey(key), configuration, (_, _) => null)!.ToJsonString()]);
            Assert.Equal(0, program.EntryPoint!.Invoke(null, program.EntryPoint.GetParameters()
                .Length == 0 ? null : [Array.Empty<string>()]));
            var resources = (List<(string Type, string Name, string Inputs,
                string Options)>)recorder.GetProperty("Resources")!.GetValue(null)!;
            return new([.. resources], new((Dictionary<string, string>)recorder.GetProperty("Outputs")!.GetValue(null)!));
        }
        finally
        {
            context.Unload();
        }
    }

    private static CSharpCompilation Compile(string name, IEnumerable<string> sources, IEnumerable<MetadataReference> references,
        OutputKind kind)
    {
        const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
            "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        return CSharpCompilation.Create(name, sources.Append(ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source, options)),
            [.. Platform, .. references], new(kind, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error)
            .Take(20)));
        return image.ToArray();
    }
}
