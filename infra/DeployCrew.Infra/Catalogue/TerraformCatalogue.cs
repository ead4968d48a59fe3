using System.Text.Json;

namespace DeployCrew.Infra.Catalogue;

/// <summary>
/// The catalogue's types under their Terraform names, read from the real provider's schema by <c>infra/catalogue/terraform.mjs</c> and
/// checked in as <c>terraform.json</c>. What it does not name, the provider's older versions do not have.
/// </summary>
public sealed class TerraformCatalogue
{
    private static readonly Lazy<TerraformCatalogue> LazyAws = new(ReadEmbedded);
    private readonly Dictionary<string, TerraformType> types;
    private readonly Dictionary<string, string> tokens;

    private TerraformCatalogue(JsonElement root)
    {
        Provider = root.GetProperty("provider").GetString()!;
        Versions = root.GetProperty("version").GetString()!;
        types = root.GetProperty("resources").EnumerateObject().ToDictionary(entry => entry.Name, ReadType, StringComparer.Ordinal);
        tokens = types.ToDictionary(type => type.Value.Name, type => type.Key, StringComparer.Ordinal);
        InputTypes = Types(root.GetProperty("inputTypes"));
        OutputTypes = Types(root.GetProperty("outputTypes"));
    }

    /// <summary>The catalogue of <c>hashicorp/aws</c>.</summary>
    public static TerraformCatalogue Aws => LazyAws.Value;

    /// <summary>Source address of the provider: <c>hashicorp/aws</c>.</summary>
    public string Provider { get; }

    /// <summary>Versions of it that programs work with.</summary>
    public string Versions { get; }

    /// <summary>Nested input types by the model's name, such as <c>ecs.ServiceLoadBalancer</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, TerraformProperty>> InputTypes { get; }

    /// <summary>Nested output types by the model's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, TerraformProperty>> OutputTypes { get; }

    /// <summary>The type of that token; null when the catalogue does not have it.</summary>
    public TerraformType? Find(string token) => types.GetValueOrDefault(token);

    /// <summary>The model's type token for <c>aws_ecs_service</c>; null when the catalogue does not have it.</summary>
    public string? Token(string terraformType) => tokens.GetValueOrDefault(terraformType);

    private static TerraformType ReadType(JsonProperty entry) => new(
        entry.Value.GetProperty("type").GetString()!, Properties(entry.Value.GetProperty("inputs")),
        Properties(entry.Value.GetProperty("outputs")));

    private static Dictionary<string, IReadOnlyDictionary<string, TerraformProperty>> Types(JsonElement types) =>
        types.EnumerateObject().ToDictionary(entry => entry.Name, entry =>
            (IReadOnlyDictionary<string, TerraformProperty>)Properties(entry.Value), StringComparer.Ordinal);

    private static Dictionary<string, TerraformProperty> Properties(JsonElement properties) =>
        properties.EnumerateObject().ToDictionary(entry => entry.Name, entry => TerraformProperty.Parse(entry.Value.GetString()!),
            StringComparer.Ordinal);

    private static TerraformCatalogue ReadEmbedded()
    {
        using var stream = typeof(TerraformCatalogue).Assembly.GetManifestResourceStream("catalogue.terraform.json")!;
        using var document = JsonDocument.Parse(stream);
        return new TerraformCatalogue(document.RootElement);
    }
}
