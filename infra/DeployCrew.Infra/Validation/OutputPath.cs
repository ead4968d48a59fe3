using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Validation;

/// <summary>Types along the path of a reference.</summary>
internal static class OutputPath
{
    private static readonly PropertyType Text = PropertyType.Parse("string");

    /// <summary>Type of what a path leads to; null when it leads nowhere.</summary>
    public static PropertyType? Resolve(CatalogueResource resource, PropertyPath path)
    {
        var type = path.Property == "id" ? Text : resource.Outputs.GetValueOrDefault(path.Property);
        foreach (var step in path.Steps)
        {
            type = (type, step) switch
            {
                ({ Shape: PropertyShape.List } list, int) => list.Element,
                ({ Shape: PropertyShape.Nested } nested, string name) =>
                    ResourceCatalogue.Aws.OutputTypes[nested.Nested!].GetValueOrDefault(name),
                _ => null,
            };
        }
        return type;
    }
}
