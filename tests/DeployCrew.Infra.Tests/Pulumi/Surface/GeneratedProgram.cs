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

    // A compilation that is made of another one has its references read already: that is most of the work.
    private static readonly Lazy<CSharpCompilation> Empty = new(() =>
        Compile("Generated", [], [MetadataReference.CreateFromImage(Surface.Value)], OutputKind.ConsoleApplication));

    private static readonly Lazy<Assembly> Loaded = new(() =>
        new AssemblyLoadContext("surface").LoadFromStream(new MemoryStream(Surface.Value)));

    private readonly byte[] image;

    public GeneratedProgram(IEnumerable<GeneratedFile> files)
    {
        var sources = files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(file => file.Text);
        using var stream = new MemoryStream();
        Problems = [.. Empty.Value.AddSyntaxTrees(sources.Select(Parse)).Emit(stream).Diagnostics
            .Where(problem => problem.Severity >= DiagnosticSeverity.Warning).Select(problem => problem.ToString())];
        image = stream.ToArray();
    }

    /// <summary>Errors and warnings of the compiler.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Runs the program. The surface is loaded once, and so records one program at a time.</summary>
    public Recording Run(StackConfiguration configuration)
    {
        lock (Loaded)
        {
            var recorder = Loaded.Value.GetType("Pulumi.Recorder")!;
            recorder.GetMethod("Clear")!.Invoke(null, null);
            foreach (var key in configuration.Values.Keys)
                recorder.GetMethod("Configure")!.Invoke(null,
                    [key, StackResolution.Evaluate(new ConfigurationKey(key), configuration, (_, _) => null)!.ToJsonString()]);
            var context = new ProgramContext(Loaded.Value);
            try
            {
                var main = context.LoadFromStream(new MemoryStream(image)).EntryPoint!;
                Assert.Equal(0, main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]));
            }
            finally
            {
                context.Unload();
            }
            var resources = (List<(string Type, string Name, string Inputs,
                string Options)>)recorder.GetProperty("Resources")!.GetValue(null)!;
            return new([.. resources], new((Dictionary<string, string>)recorder.GetProperty("Outputs")!.GetValue(null)!));
        }
    }

    private static CSharpCompilation Compile(string name, IEnumerable<string> sources, IEnumerable<MetadataReference> references,
        OutputKind kind)
    {
        const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
            "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        return CSharpCompilation.Create(name, sources.Append(ImplicitUsings).Select(Parse),
            [.. Platform, .. references], new(kind, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest));

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error)
            .Take(20)));
        return image.ToArray();
    }

    private sealed class ProgramContext(Assembly surface) : AssemblyLoadContext("generated", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == surface.GetName().Name ? surface : null;
    }
}
