using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>The real Terraform and the real AWS provider say that what is rendered is valid.</summary>
[Trait("Category", "real")]
public sealed class ValidateTests : IDisposable
{
    // One root with all of them takes a minute and more on two cores; a few roots take as long, and say earlier what is wrong.
    private const int Batch = 110;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A module per case: to start the provider takes longer than to check a program.</summary>
    [RealFact(TerraformTool.Program, TerraformTool.Plugins)]
    public async Task Emit_EveryCase_IsValid()
    {
        var number = 0;
        foreach (var batch in Cases.Names().Chunk(Batch))
        {
            var root = folder.In($"root-{++number}");
            var modules = new JsonObject();
            foreach (var name in batch)
            {
                var document = Cases.Rolling(name);
                modules.Add(name, Module(root, name, StackBlueprint.Create(document), Cases.Configurations(document)[^1]));
            }
            File.WriteAllText(Path.Combine(root, "main.tf.json"), new JsonObject { ["module"] = modules }.ToJsonString());
            await TerraformTool.ValidateAsync(root);
        }
    }

    /// <summary>The provider that is proven against cannot shift traffic: that is said, and nothing half-right is written.</summary>
    [Theory, InlineData("blueGreen"), InlineData("canary"), InlineData("linear")]
    public void Emit_ServiceThatShiftsTraffic_IsDC4070(string strategy)
    {
        var document = Samples.Hello() with { Deploy = new() { Strategy = strategy } };
        var error = Assert.Throws<DeployError>(() => TerraformProject.Emit(StackBlueprint.Create(document), Cases.Configurations(document)));
        Assert.Equal("DC4070", error.Code);
    }

    /// <summary>With its provider and backend, as it is handed over.</summary>
    [RealTheory(TerraformTool.Program, TerraformTool.Plugins), InlineData("everything"), InlineData("hello")]
    public async Task Emit_WholeProgram_IsValid(string sample)
    {
        var document = Samples.Get(sample);
        TerraformTool.Write(folder.Path, TerraformProject.Emit(
            StackBlueprint.Create(document), Cases.Configurations(document), TerraformBackend.Of(document)));
        await TerraformTool.ValidateAsync(folder.Path);
    }

    [RealFact(TerraformTool.Program, TerraformTool.Plugins)]
    public async Task Emit_StateBackend_IsValid()
    {
        TerraformTool.Write(folder.Path, TerraformProject.Emit(
            StateBackendBlueprint.Create(Samples.Shop()), [StateBackendBlueprint.Configuration(Samples.Shop())]));
        await TerraformTool.ValidateAsync(folder.Path);
    }

    /// <summary>The program as a module: a provider of its own would be one process per module.</summary>
    private static JsonObject Module(string root, string name, StackModel model, StackConfiguration configuration)
    {
        TerraformTool.Write(Path.Combine(root, name), TerraformProject.Emit(model, []).Where(file => file.Path != "providers.tf.json"));
        var module = EnvironmentValues.Write(model, configuration);
        // In a module block they are templates, in a variables file they are not.
        foreach (var (key, value) in module.ToList())
            module[key] = Escaped(value);
        module.Add("source", $"./{name}");
        return module;
    }

    private static JsonNode? Escaped(JsonNode? node) => node switch
    {
        JsonArray array => new JsonArray([.. array.Select(Escaped)]),
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Escaped(entry.Value)))),
        JsonValue value when value.TryGetValue<string>(out var text) => Hcl.Template(text),
        _ => node?.DeepClone(),
    };
}
