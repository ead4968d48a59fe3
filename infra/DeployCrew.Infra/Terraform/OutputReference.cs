using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Terraform;

/// <summary>A reference to another resource's output, and the path into it.</summary>
internal static class OutputReference
{
    /// <summary><c>certificate.domainValidationOptions[0].resourceRecordName</c> →
    /// <c>tolist(aws_acm_certificate.certificate.domain_validation_options)[0].resource_record_name</c>.</summary>
    /// <exception cref="DeployError">DC4070: Terraform has no such output.</exception>
    public static string Write(Resource resource, string property)
    {
        var path = PropertyPath.Parse(property);
        var instance = TerraformNames.Instance(resource);
        if (path.Property == "id")
            return $"{instance}.id";
        var text = new StringBuilder(instance);
        var at = Step(text, resource.Type, path.Property, TerraformNames.Type(resource).Outputs);
        var type = ResourceCatalogue.Aws.Find(resource.Type)!.Outputs[path.Property];
        foreach (var step in path.Steps)
        {
            if (step is int index)
            {
                Index(text, at, index);
                type = type.Element!;
                continue;
            }
            at = Step(text, type.Nested!, (string)step, TerraformCatalogue.Aws.OutputTypes[type.Nested!]);
            type = ResourceCatalogue.Aws.OutputTypes[type.Nested!][(string)step];
        }
        return text.ToString();
    }

    private static TerraformProperty Step(
        StringBuilder text, string owner, string property, IReadOnlyDictionary<string, TerraformProperty> known)
    {
        var found = known.GetValueOrDefault(property) ?? throw TerraformErrors.NotInProvider(owner, property);
        text.Append('.').Append(found.Name);
        if (found.IsOne)
            Index(text, found, 0);
        return found;
    }

    /// <summary>A set has no order, and so no index, until it is made a list.</summary>
    private static void Index(StringBuilder text, TerraformProperty property, int index)
    {
        if (property.IsSet)
            text.Insert(0, "tolist(").Append(')');
        text.Append('[').Append(index).Append(']');
    }
}
