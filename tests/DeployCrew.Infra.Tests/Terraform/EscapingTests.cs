using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>Text that looks like Terraform's own language comes out of the real program as it went in, in every place where text can
/// stand.</summary>
[Trait("Category", "real")]
public sealed class EscapingTests : IDisposable
{
    private static readonly string[] Nasty =
    [
        "", "${HOME}", "%{ if true }x%{ endif }", "$${already}", "$$${three}", "%%{x}", "$", "%", "$$", "$ {x}", "a$", "${", "%{", "}", "${unclosed",
        "\"quoted\" \\ back\\\\slash", "line\nbreak\r\ttab", "ünïcode ☃ 𝒳", "`tick` 'single'", "<html>&amp;", "\u0001\u007f", "${var.secret}${\"}\"}",
        "{{ jinja }}", "<<EOT", "# // /* */", "$${${x}}", "%$%{a}", "$%{a}", "%${a}",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [RealFact(TerraformTool.Program, TerraformTool.Plugins)]
    public async Task Emit_NastyText_ComesOutAsItWentIn()
    {
        var configuration = new StackConfiguration("dev", Nasty.Select((text, index) => KeyValuePair.Create($"key{index}", (object)text))
            .Append(KeyValuePair.Create("on", (object)true)).ToDictionary());
        var outputs = Nasty.SelectMany((text, index) => Places(index, text)).ToList();
        var document = new MapValue([.. Nasty.Select((text, index) => KeyValuePair.Create($"{index} {text}", (Value)Everywhere(index, text)))]);
        var model = new StackModel("p",
            [new("aws:ssm/parameter:Parameter", "nasty", [new("value", new JsonDocumentValue(document))], ResourceOptions.None)],
            [.. configuration.Values.Keys.Select(key => new ConfigurationDeclaration(key, key == "on" ? ConfigurationKind.Flag : ConfigurationKind.Text, "${no template}"))],
            [.. outputs, new("document", new JsonDocumentValue(document))]);

        var applied = await ApplyAsync(model, configuration);

        foreach (var (name, value) in outputs)
            Assert.Equal(StackResolution.Evaluate(value, configuration, (_, _) => null)!.GetValue<string>(), applied[name].GetValue<string>());
        var expected = StackResolution.Evaluate(document, configuration, (_, _) => null);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(applied["document"].GetValue<string>())), applied["document"].ToString());
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(applied["local"].GetValue<string>())), applied["local"].ToString());
    }

    private static IEnumerable<KeyValuePair<string, Value>> Places(int index, string text) =>
        ((ListValue)Everywhere(index, text)).Items.Select((value, place) => KeyValuePair.Create($"o{index}_{place}", value));

    private static ListValue Everywhere(int index, string text) => new(
    [
        text, new ConfigurationKey($"key{index}"), new Interpolation([text, new ConfigurationKey($"key{index}"), text]),
        new Choice("on", text, "else"), new Interpolation(["x", new Interpolation([text, "$"]), new Choice("on", text, "")]),
    ]);

    /// <summary>Outputs of the program without its resource, whose document is a local all the same.</summary>
    private async Task<Dictionary<string, JsonNode>> ApplyAsync(StackModel model, StackConfiguration configuration)
    {
        var files = TerraformProject.Emit(model, [configuration]);
        TerraformTool.Write(folder.Path, files.Where(file => file.Path != "stack.tf.json"));
        var locals = JsonNode.Parse(files.Single(file => file.Path == "stack.tf.json").Text)!["locals"]!.AsObject();
        var local = Assert.Single(locals).Key;
        folder.Write("locals.tf.json", new JsonObject
        {
            ["locals"] = locals.DeepClone(),
            ["output"] = new JsonObject { ["local"] = new JsonObject { ["value"] = $"${{jsonencode(local.{local})}}" } },
        }.ToJsonString());
        await TerraformTool.ValidateAsync(folder.Path);
        var apply = await TerraformTool.RunAsync(folder.Path, "apply", "-auto-approve", "-input=false", "-no-color",
            $"-var-file={TerraformProject.VariablesPath("dev")}");
        Assert.True(apply.ExitCode == 0, string.Join('\n', apply.Errors));
        var output = await TerraformTool.RunAsync(folder.Path, "output", "-json");
        return JsonSerializer.Deserialize<Dictionary<string, JsonNode>>(string.Join('\n', output.Output))!
            .ToDictionary(entry => entry.Key, entry => entry.Value["value"]!);
    }
}
