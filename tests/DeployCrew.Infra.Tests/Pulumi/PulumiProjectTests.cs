using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Pulumi;
using DeployCrew.Infra.Tests.Pulumi.Surface;

namespace DeployCrew.Infra.Tests.Pulumi;

public class PulumiProjectTests
{
    public static TheoryData<string> SampleNames => [.. Samples.Names];

    [Theory, MemberData(nameof(SampleNames))]
    public void Emit_Sample_CompilesWithoutWarningsAndRegistersTheModelInEveryEnvironment(string sample) =>
        AssertProgram(Samples.Get(sample));

    /// <summary>Names that are C# keywords or look like types of ours, texts that need escaping, every combination of flags.</summary>
    [Fact]
    public void Emit_RandomRequirements_CompileAndRegisterTheModel()
    {
        foreach (var name in Cases.Names().Except(Samples.Names))
            AssertProgram(Cases.Document(name));
    }

    [Theory, InlineData("shop"), InlineData("github")]
    public void Emit_StateBackend_CompilesAndRegistersTheModel(string sample)
    {
        var model = StateBackendBlueprint.Create(Samples.Get(sample));
        var configuration = StateBackendBlueprint.Configuration(Samples.Get(sample));
        var program = new GeneratedProgram(PulumiProject.Emit(model, [configuration]));
        Assert.Empty(program.Problems);
        AssertSame(model, configuration, program.Run(configuration));
    }

    [Fact]
    public void Emit_Twice_GivesTheSameText() => Assert.Equal(Emit(Samples.Everything()), Emit(Samples.Everything()));

    private static void AssertProgram(RequirementsDocument document)
    {
        var model = StackBlueprint.Create(document);
        var program = new GeneratedProgram(Emit(document));
        Assert.Empty(program.Problems);
        foreach (var environment in document.Environments.Keys)
        {
            var configuration = StackBlueprint.Configuration(document, environment);
            AssertSame(model, configuration, program.Run(configuration));
        }
    }

    private static IReadOnlyList<GeneratedFile> Emit(RequirementsDocument document) => PulumiProject.Emit(
        StackBlueprint.Create(document),
            [.. document.Environments.Keys.Select(environment => StackBlueprint.Configuration(document, environment))]);

    private static void AssertSame(StackModel model, StackConfiguration configuration, Recording recording)
    {
        var expected = StackResolution.Active(model, configuration).ToList();
        Assert.Equal(expected.Select(resource => $"{resource.Type} {resource.Name}").Order(),
            recording.Resources.Select(resource => $"{resource.Type} {resource.Name}").Order());
        var registered = recording.Resources.ToDictionary(resource => resource.Name);
        foreach (var resource in expected)
        {
            Assert.Equal(StackResolution.Inputs(resource, configuration, Output).ToJsonString(), registered[resource.Name].Inputs);
            var options = resource.Options;
            Assert.Equal($"{string.Join(',', options.DependsOn)};{string.Join(',', options.IgnoreChanges)};{(options.Protect ? "protect" : "")}", registered[resource.Name].Options);
        }
        foreach (var (name, value) in model.Outputs)
            Assert.Equal(StackResolution.Evaluate(value, configuration, Output)!.GetValue<string>(), recording.Outputs[name]);

        JsonNode? Output(string resource, string property) =>
            property == "id" ? $"<{resource}.id>" : Unknown(ResourceCatalogue.Aws.Find(model.Find(resource).Type)!.Outputs[property],
                $"{resource}.{property}");
    }

    private static JsonNode? Unknown(PropertyType type, string path) => type.Shape switch
    {
        PropertyShape.Text => $"<{path}>",
        PropertyShape.List => new JsonArray(Unknown(type.Element!, path)),
        PropertyShape.Nested => new JsonObject(ResourceCatalogue.Aws.OutputTypes[type.Nested!].Where(field =>
            field.Value.Shape == PropertyShape.Text)
            .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)$"<{path}.{field.Key}>"))),
        _ => null,
    };
}
