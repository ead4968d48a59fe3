using System.Text.Json;

namespace DeployCrew.Infra.Catalogue;

/// <summary>
/// The resource types in use, read from the official SDK's own declarations by <c>infra/catalogue/generate.mjs</c> and checked in as
/// <c>aws.json</c>. What emitters, validation and tests know about AWS' properties they know from here.
/// </summary>
public sealed class ResourceCatalogue
{
    private static readonly Lazy<ResourceCatalogue> LazyAws = new(ReadEmbedded);
    private readonly Dictionary<string, CatalogueResource> resources;
    private readonly Dictionary<string, IReadOnlyDictionary<string, PropertyType>> inputTypes;
    private readonly Dictionary<string, IReadOnlyDictionary<string, PropertyType>> outputTypes;
    private readonly Dictionary<string, string> namespaces;

    private ResourceCatalogue(JsonElement root)
    {
        Version = root.GetProperty("version").GetString()!;
        PulumiVersion = root.GetProperty("pulumi").GetString()!;
        namespaces = Texts(root.GetProperty("namespaces"));
        resources = root.GetProperty("resources").EnumerateObject().ToDictionary(entry => entry.Name, ReadResource, StringComparer.Ordinal);
        inputTypes = Types(root.GetProperty("inputTypes"));
        outputTypes = Types(root.GetProperty("outputTypes"));
    }

    /// <summary>The catalogue of <c>@pulumi/aws</c>.</summary>
    public static ResourceCatalogue Aws => LazyAws.Value;

    /// <summary>Version of the provider that it was read from: the one that generated projects pin.</summary>
    public string Version { get; }

    /// <summary>Version of the Pulumi SDK that goes with it.</summary>
    public string PulumiVersion { get; }

    /// <summary>Every resource type, ordered by token.</summary>
    public IEnumerable<CatalogueResource> Resources => resources.Values.OrderBy(resource => resource.Token, StringComparer.Ordinal);

    /// <summary>Nested input types by name, such as <c>ecs.ServiceLoadBalancer</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, PropertyType>> InputTypes => inputTypes;

    /// <summary>Nested output types by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, PropertyType>> OutputTypes => outputTypes;

    /// <summary>The type of that token; null when the catalogue does not have it.</summary>
    public CatalogueResource? Find(string token) => resources.GetValueOrDefault(token);

    /// <summary>C# name of a nested input type below <c>Pulumi.Aws</c>: <c>ecs.ServiceLoadBalancer</c> →
    /// <c>Ecs.Inputs.ServiceLoadBalancerArgs</c>.</summary>
    public string CSharpInput(string nested) => $"{CSharpNamespace(nested)}.Inputs.{Last(nested)}Args";

    /// <summary>C# name of a nested output type below <c>Pulumi.Aws</c>.</summary>
    public string CSharpOutput(string nested) => $"{CSharpNamespace(nested)}.Outputs.{Last(nested)}";

    private string CSharpNamespace(string nested) => namespaces[nested[..nested.IndexOf('.', StringComparison.Ordinal)]];

    private static string Last(string nested) => nested[(nested.LastIndexOf('.') + 1)..];

    private static CatalogueResource ReadResource(JsonProperty entry) => new(
        entry.Name, entry.Value.GetProperty("namespace").GetString()!, entry.Value.GetProperty("class").GetString()!,
        Properties(entry.Value.GetProperty("inputs")), Properties(entry.Value.GetProperty("outputs")),
        entry.Value.TryGetProperty("renamed", out var renamed) ? Texts(renamed) : []);

    private static Dictionary<string, IReadOnlyDictionary<string, PropertyType>> Types(JsonElement types) =>
        types.EnumerateObject().ToDictionary(entry => entry.Name, entry =>
            (IReadOnlyDictionary<string, PropertyType>)Properties(entry.Value), StringComparer.Ordinal);

    private static Dictionary<string, PropertyType> Properties(JsonElement properties) =>
        properties.EnumerateObject().ToDictionary(entry => entry.Name, entry => PropertyType.Parse(entry.Value.GetString()!),
            StringComparer.Ordinal);

    private static Dictionary<string, string> Texts(JsonElement texts) =>
        texts.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);

    private static ResourceCatalogue ReadEmbedded()
    {
        using var stream = typeof(ResourceCatalogue).Assembly.GetManifestResourceStream("catalogue.aws.json")!;
        using var document = JsonDocument.Parse(stream);
        return new ResourceCatalogue(document.RootElement);
    }
}
