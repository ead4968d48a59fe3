using System.Text;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Tests.Pulumi.Surface;

/// <summary>Writes the part of Pulumi.Aws that the catalogue knows as C# declarations: what the official package would give the
/// compiler.</summary>
internal static class AwsSurface
{
    private static readonly ResourceCatalogue Catalogue = ResourceCatalogue.Aws;

    public static string Write()
    {
        var text = new StringBuilder("#nullable enable\nusing System.Collections.Immutable;\nusing Pulumi;\n");
        foreach (var resource in Catalogue.Resources)
            WriteResource(text, resource);
        foreach (var (name, properties) in Catalogue.InputTypes)
            WriteArgs(text, Catalogue.CSharpInput(name), properties, Naming.Pascal);
        foreach (var (name, properties) in Catalogue.OutputTypes)
            WriteOutput(text, Catalogue.CSharpOutput(name), properties);
        return text.ToString();
    }

    private static void WriteResource(StringBuilder text, CatalogueResource resource)
    {
        text.Append($"namespace Pulumi.Aws.{resource.Namespace} {{ public class {resource.Class} : CustomResource {{\n");
        text.Append($"public {resource.Class}(string name, {resource.Class}Args{(resource.Inputs.Values.Any(type => type.Required) ? "" : "?")} args{(resource.Inputs.Values.Any(type => type.Required) ? "" : " = null")}, CustomResourceOptions? options = null) : base(\"{resource.Token}\", name, args, options) {{ }}\n");
        foreach (var (name, type) in resource.Outputs)
            text.Append($"[Property(\"{name}\")] public Output<{OutputType(type)}> {resource.CSharpName(name)} {{ get; private set; }} = null!;\n");
        text.Append("} }\n");
        WriteArgs(text, $"{resource.Namespace}.{resource.Class}Args", resource.Inputs, resource.CSharpName);
    }

    private static void WriteArgs(
        StringBuilder text, string fullName, IReadOnlyDictionary<string, PropertyType> properties, Func<string, string> named)
    {
        var cut = fullName.LastIndexOf('.');
        text.Append($"namespace Pulumi.Aws.{fullName[..cut]} {{ public sealed class {fullName[(cut + 1)..]} : ResourceArgs {{\n");
        foreach (var (name, type) in properties)
        {
            var declared = InputType(type);
            text.Append(type.Shape is PropertyShape.List or PropertyShape.Map
                ? $"public {declared} {named(name)} {{ get => Get<{declared}>(\"{name}\"); set => Set(\"{name}\", value); }}\n"
                : $"public {declared}? {named(name)} {{ set => Set(\"{name}\", value); }}\n");
        }
        text.Append("} }\n");
    }

    private static void WriteOutput(StringBuilder text, string fullName, IReadOnlyDictionary<string, PropertyType> properties)
    {
        var cut = fullName.LastIndexOf('.');
        text.Append($"namespace Pulumi.Aws.{fullName[..cut]} {{ public sealed class {fullName[(cut + 1)..]} {{\n");
        foreach (var (name, type) in properties)
            text.Append($"public {OutputType(type)}{(type.Shape is PropertyShape.List or PropertyShape.Map ? "" : "?")} {Naming.Pascal(name)}{(type.Shape is PropertyShape.List ? "" : " = default!")};\n");
        text.Append("} }\n");
    }

    private static string InputType(PropertyType type) => type.Shape switch
    {
        PropertyShape.List => $"InputList<{ElementType(type.Element!)}>",
        PropertyShape.Map => $"InputMap<{ElementType(type.Element!)}>",
        _ => $"Input<{ElementType(type)}>",
    };

    private static string ElementType(PropertyType type) => type.Shape switch
    {
        PropertyShape.Nested => $"Pulumi.Aws.{Catalogue.CSharpInput(type.Nested!)}",
        PropertyShape.List => $"ImmutableArray<{ElementType(type.Element!)}>",
        PropertyShape.Map => $"ImmutableDictionary<string, {ElementType(type.Element!)}>",
        _ => Plain(type),
    };

    private static string OutputType(PropertyType type) => type.Shape switch
    {
        PropertyShape.Nested => $"Pulumi.Aws.{Catalogue.CSharpOutput(type.Nested!)}",
        PropertyShape.List => $"ImmutableArray<{OutputType(type.Element!)}>",
        PropertyShape.Map => $"ImmutableDictionary<string, {OutputType(type.Element!)}>",
        _ => Plain(type),
    };

    private static string Plain(PropertyType type) => type.Shape switch
    {
        PropertyShape.Number => "double",
        PropertyShape.Flag => "bool",
        PropertyShape.Any => "object",
        _ => "string",
    };
}
