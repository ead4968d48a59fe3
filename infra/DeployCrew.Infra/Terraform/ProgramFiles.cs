using System.Text.Json.Nodes;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Terraform;

/// <summary>The files of a program that are not resources.</summary>
internal static class ProgramFiles
{
    private const string AllowedAccounts = "aws:allowedAccountIds";

    public static JsonObject Versions(bool remote)
    {
        var terraform = new JsonObject
        {
            // From here on the S3 backend keeps its lock in the bucket; so does OpenTofu of the same version.
            ["required_version"] = ">= 1.10.0",
            ["required_providers"] = new JsonObject
            {
                ["aws"] = new JsonObject { ["source"] = TerraformCatalogue.Aws.Provider, ["version"] = TerraformCatalogue.Aws.Versions },
            },
        };
        if (remote)
            terraform.Add("backend", new JsonObject { ["s3"] = new JsonObject() });
        return new() { ["terraform"] = terraform };
    }

    public static JsonObject Provider(StackModel model, HclExpressions expressions)
    {
        var provider = new JsonObject();
        if (model.Configuration.Any(key => key.Name == "aws:region"))
            provider.Add("region", expressions.Template(new ConfigurationKey("aws:region")));
        if (model.Configuration.Any(key => key.Name == AllowedAccounts))
            provider.Add("allowed_account_ids", expressions.Template(new ConfigurationKey(AllowedAccounts)));
        if (model.DefaultTags.Count > 0)
        {
            var tags = new JsonObject(model.DefaultTags.Select(tag =>
                KeyValuePair.Create(Hcl.Template(tag.Key), (JsonNode?)expressions.Template(tag.Value))));
            provider.Add("default_tags", new JsonObject { ["tags"] = tags });
        }
        return new() { ["provider"] = new JsonObject { ["aws"] = provider } };
    }

    public static JsonObject Variables(StackModel model) => new()
    {
        ["variable"] = new JsonObject(model.Configuration.Select(key => KeyValuePair.Create(
            TerraformNames.Variable(key.Name), (JsonNode?)new JsonObject
            {
                ["description"] = key.Description,
                ["type"] = Type(key.Kind),
                ["nullable"] = false,
            }))),
    };

    public static JsonObject Outputs(StackModel model, HclExpressions expressions) => new()
    {
        ["output"] = new JsonObject(model.Outputs.Select(output =>
        {
            var block = new JsonObject { ["value"] = expressions.Template(output.Value) };
            if (Values.SelfAndInner(output.Value).Any(value => value is SecretValue))
                block.Add("sensitive", true);
            return KeyValuePair.Create(output.Key, (JsonNode?)block);
        })),
    };

    private static string Type(ConfigurationKind kind) => kind switch
    {
        ConfigurationKind.Text => "string",
        ConfigurationKind.Number => "number",
        ConfigurationKind.Flag => "bool",
        ConfigurationKind.TextList => "list(string)",
        _ => "list(map(string))",
    };
}
