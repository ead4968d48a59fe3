using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Terraform;

/// <summary>What resources and configuration keys of one model are called in Terraform, and back.</summary>
internal sealed class TerraformNames
{
    // Names that Terraform keeps for its own arguments of a module block.
    private static readonly HashSet<string> Reserved = new(
        ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"], StringComparer.Ordinal);

    private readonly Dictionary<string, Resource> resources;
    private readonly Dictionary<string, Resource> byAddress = new(StringComparer.Ordinal);

    public TerraformNames(StackModel model)
    {
        resources = model.Resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);
        foreach (var resource in model.Resources)
        {
            if (!byAddress.TryAdd(Address(resource), resource))
                throw TerraformErrors.NamesCollide(Address(resource), byAddress[Address(resource)].Name, resource.Name);
        }
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in model.Configuration)
        {
            if (!variables.TryAdd(Variable(key.Name), key.Name))
                throw TerraformErrors.NamesCollide(Variable(key.Name), variables[Variable(key.Name)], key.Name);
        }
    }

    public Resource Find(string resource) => resources[resource];

    /// <summary>The resource at an address such as <c>aws_ecs_service.web_service</c>, without index; null when the model has
    /// none.</summary>
    public Resource? At(string address) => byAddress.GetValueOrDefault(address);

    /// <summary><c>aws_ecs_service.web_service</c>: the resource as a whole, however many there are.</summary>
    public static string Address(Resource resource) => $"{Type(resource).Name}.{Local(resource.Name)}";

    /// <summary>The one resource, as an expression: one with a condition has a count.</summary>
    public static string Instance(Resource resource) => resource.Options.When is null ? Address(resource) : $"{Address(resource)}[0]";

    /// <summary><c>web-service</c> → <c>web_service</c>.</summary>
    public static string Local(string resource)
    {
        var name = resource.Replace('-', '_').Replace('.', '_');
        return char.IsAsciiLetter(name[0]) ? name : $"_{name}";
    }

    /// <summary>Variable of a configuration key: <c>aws:region</c> → <c>region</c>, <c>webCpu</c> → <c>web_cpu</c>.</summary>
    public static string Variable(string key)
    {
        var text = new StringBuilder();
        foreach (var character in key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..])
        {
            if (char.IsAsciiLetterUpper(character))
                text.Append('_').Append(char.ToLowerInvariant(character));
            else
                text.Append(character == '-' ? '_' : character);
        }
        if (Reserved.Contains(text.ToString()) || !char.IsAsciiLetter(text[0]))
            text.Insert(0, "the_");
        return text.ToString();
    }

    /// <exception cref="DeployError">DC4070: Terraform has no such type.</exception>
    public static TerraformType Type(Resource resource) =>
        TerraformCatalogue.Aws.Find(resource.Type) ?? throw TerraformErrors.NotInProvider(resource.Type, null);
}
