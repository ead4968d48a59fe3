using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Terraform;

/// <summary>One resource: why it is there, its arguments and blocks, and how Terraform treats it.</summary>
internal static class ResourceBlock
{
    public static JsonObject Write(Resource resource, TerraformNames names, JsonObject locals)
    {
        var type = ResourceCatalogue.Aws.Find(resource.Type) ?? throw TerraformErrors.NotInProvider(resource.Type, null);
        var block = new JsonObject();
        if (resource.Options.Why is { } why)
            block.Add("//", why);
        if (resource.Options.When is { } condition)
            block.Add("count", $"${{var.{TerraformNames.Variable(condition)} ? 1 : 0}}");
        var writer = new JsonExpressions(new(names), resource.Name, locals);
        foreach (var (name, content) in writer.Body(resource.Type, resource.Inputs, TerraformNames.Type(resource).Inputs, type.Inputs, "").ToList())
            block.Add(name, content?.DeepClone());
        if (resource.Options.DependsOn.Count > 0)
            block.Add("depends_on", new JsonArray([.. resource.Options.DependsOn.Select(other =>
                (JsonNode)TerraformNames.Address(names.Find(other)))]));
        if (Lifecycle(resource) is { Count: > 0 } lifecycle)
            block.Add("lifecycle", lifecycle);
        return block;
    }

    private static JsonObject Lifecycle(Resource resource)
    {
        var lifecycle = new JsonObject();
        if (ReplacementOrder.CreatesFirst(resource.Type))
            lifecycle.Add("create_before_destroy", true);
        if (resource.Options.IgnoreChanges.Count > 0)
            lifecycle.Add("ignore_changes", new JsonArray([.. resource.Options.IgnoreChanges.Select(path =>
                (JsonNode)InputPath(resource, path))]));
        if (resource.Options.Protect)
            lifecycle.Add("prevent_destroy", true);
        return lifecycle;
    }

    /// <summary><c>actions[0].forward.targetGroups</c> → <c>action[0].forward[0].target_group</c>.</summary>
    private static string InputPath(Resource resource, string path)
    {
        var parsed = PropertyPath.Parse(path);
        var text = new StringBuilder();
        var (owner, known, types) = (resource.Type, TerraformNames.Type(resource).Inputs, ResourceCatalogue.Aws.Find(resource.Type)!.Inputs);
        PropertyType? type = null;
        TerraformProperty? property = null;
        foreach (var step in parsed.Steps.Prepend(parsed.Property))
        {
            if (step is int index)
            {
                text.Append('[').Append(index).Append(']');
                type = type!.Element;
                continue;
            }
            if (property is { IsOne: true })
                text.Append("[0]");
            if (type?.Nested is { } nested)
                (owner, known, types) = (nested, TerraformCatalogue.Aws.InputTypes[nested], ResourceCatalogue.Aws.InputTypes[nested]);
            property = known.GetValueOrDefault((string)step) ?? throw TerraformErrors.NotInProvider(owner, (string)step);
            type = types[(string)step];
            text.Append(text.Length == 0 ? "" : ".").Append(property.Name);
        }
        return text.ToString();
    }
}
