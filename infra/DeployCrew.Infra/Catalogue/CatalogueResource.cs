using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Catalogue;

/// <summary>One resource type of <c>@pulumi/aws</c>.</summary>
/// <param name="Token">Type token: <c>aws:ecs/service:Service</c>.</param>
/// <param name="Namespace">C# namespace under <c>Pulumi.Aws</c>: <c>Ecs</c>.</param>
/// <param name="Class">Class name: <c>Service</c>.</param>
/// <param name="Inputs">Inputs by camelCase name.</param>
/// <param name="Outputs">Outputs by camelCase name, without <c>id</c>, which every resource has.</param>
/// <param name="Renamed">Properties whose C# name is not theirs in PascalCase.</param>
public sealed record CatalogueResource(
    string Token, string Namespace, string Class, IReadOnlyDictionary<string, PropertyType> Inputs,
    IReadOnlyDictionary<string, PropertyType> Outputs, IReadOnlyDictionary<string, string> Renamed)
{
    /// <summary>C# name of a property of this class.</summary>
    public string CSharpName(string property) => Renamed.TryGetValue(property, out var name) ? name : Naming.Pascal(property);

    /// <summary>Module as in TypeScript: <c>ecs</c>.</summary>
    public string Module => Token.Split(':', '/')[1];
}
