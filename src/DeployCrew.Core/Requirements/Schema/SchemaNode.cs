using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployCrew.Core.Requirements.Schema;

/// <summary>The keywords of JSON Schema that <c>requirements.schema.json</c> uses; a test holds that it uses no others.</summary>
internal sealed record SchemaNode
{
    [JsonPropertyName("$ref")]
    public string? Reference { get; init; }

    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public OrderedDictionary<string, SchemaNode>? Properties { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>A map's values by the pattern of their names.</summary>
    public OrderedDictionary<string, SchemaNode>? PatternProperties { get; init; }

    public bool AdditionalProperties { get; init; } = true;

    public SchemaNode? Items { get; init; }

    public bool UniqueItems { get; init; }

    public int? MinItems { get; init; }

    public int? MinProperties { get; init; }

    public IReadOnlyList<JsonElement>? Enum { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public string? Pattern { get; init; }

    /// <summary>The pattern in plain words: what the value must be. Visual Studio Code shows it too.</summary>
    public string? PatternErrorMessage { get; init; }

    public JsonElement? Default { get; init; }

    public JsonElement? Examples { get; init; }

    /// <summary>Messages never show such a value.</summary>
    [JsonPropertyName("x-sensitive")]
    public bool Sensitive { get; init; }

    /// <summary>Values that a later version has.</summary>
    [JsonPropertyName("x-later")]
    public IReadOnlyList<string> Later { get; init; } = [];

    [JsonPropertyName("$schema")]
    public string? Dialect { get; init; }

    public OrderedDictionary<string, SchemaNode>? Definitions { get; init; }
}
