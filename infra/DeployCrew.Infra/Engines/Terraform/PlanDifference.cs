using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Infra.Catalogue;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>The properties that differ in one resource of a plan, by the model's paths.</summary>
internal sealed class PlanDifference(JsonNode change)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<string> replacing =
        [.. (change["replace_paths"]?.AsArray() ?? []).Select(path => string.Join('/', path!.AsArray().Select(step => step!.ToString())))];

    public List<PropertyChange> Found { get; } = [];

    public void Compare(string name, TerraformProperty property, PropertyType type) =>
        Compare(name, property.Name, property, type, new(
            change["before"]?[property.Name], change["after"]?[property.Name], Member(change["after_unknown"], property.Name),
            Member(change["before_sensitive"], property.Name), Member(change["after_sensitive"], property.Name)));

    private void Compare(string path, string terraformPath, TerraformProperty property, PropertyType type, Sides sides)
    {
        if (sides.Same)
            return;
        if (!sides.HasMembers || Element(property, type) is not { } nested)
        {
            Found.Add(new(path, sides.BeforeText, sides.AfterText, Replaces(terraformPath)));
            return;
        }
        foreach (var (index, item) in Items(property, sides))
        {
            foreach (var (name, inner) in TerraformCatalogue.Aws.InputTypes[nested])
            {
                Compare(property.IsOne || index < 0 ? $"{path}.{name}" : $"{path}[{index}].{name}",
                    index < 0 ? $"{terraformPath}/{inner.Name}" : $"{terraformPath}/{index}/{inner.Name}",
                    inner, ResourceCatalogue.Aws.InputTypes[nested][name], item.Into(inner.Name));
            }
        }
    }

    /// <summary>The nested type of a block, if the model's types go into it.</summary>
    private static string? Element(TerraformProperty property, PropertyType type)
    {
        var nested = type.Nested ?? type.Element?.Nested;
        return nested is not null && TerraformCatalogue.Aws.InputTypes.ContainsKey(nested) && (property.IsBlock || property.IsList || property.IsSet)
            ? nested : null;
    }

    /// <summary>Items that differ. Those of a set are no pairs by their index: what both sides have is left out first.</summary>
    private static IEnumerable<(int Index, Sides Item)> Items(TerraformProperty property, Sides sides)
    {
        if (!property.IsList && !property.IsSet)
            return [(-1, sides)];
        var (before, after) = (Indexes(sides.Before), Indexes(sides.After));
        if (sides.After is not JsonArray && sides.Unknown is JsonArray unknown)
            after = [.. Enumerable.Range(0, unknown.Count)];
        if (property.IsSet)
        {
            var common = before.Where(one => after.Any(other => JsonNode.DeepEquals(sides.Before![one], sides.After?[other]))).ToList();
            after.RemoveAll(other => common.Any(one => JsonNode.DeepEquals(sides.Before![one], sides.After?[other])));
            before.RemoveAll(common.Contains);
        }
        return Enumerable.Range(0, Math.Max(before.Count, after.Count)).Select(at =>
        {
            var (one, other) = (at < before.Count ? before[at] : -1, at < after.Count ? after[at] : -1);
            return (other >= 0 ? other : one, sides.At(one, other));
        });
    }

    private static List<int> Indexes(JsonNode? node) => node is JsonArray array ? [.. Enumerable.Range(0, array.Count)] : [];

    private bool Replaces(string path) => replacing.Exists(cause =>
        cause == path || cause.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(cause + "/", StringComparison.Ordinal));

    /// <summary>A member of a description that is true where it holds for all members.</summary>
    private static JsonNode? Member(JsonNode? node, string name) => node is JsonObject map ? map[name] : node;

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>One place of a change: what was, what will be, and what is not known or not to be shown.</summary>
    private sealed record Sides(JsonNode? Before, JsonNode? After, JsonNode? Unknown, JsonNode? BeforeSecret, JsonNode? AfterSecret)
    {
        public bool Same => !IsTrue(Unknown) && !HasUnknown(Unknown) && JsonNode.DeepEquals(Given(Before), Given(After));

        public bool HasMembers => !IsTrue(Unknown) && !IsTrue(BeforeSecret) && !IsTrue(AfterSecret)
            && (Before is JsonArray or JsonObject || After is JsonArray or JsonObject);

        public string? BeforeText => Text(Before, BeforeSecret);

        public string? AfterText => IsTrue(Unknown) || (After is null && HasUnknown(Unknown)) ? PropertyChange.Unknown : Text(After, AfterSecret);

        public Sides Into(string name) => new((Before as JsonObject)?[name], (After as JsonObject)?[name], Member(Unknown, name),
            Member(BeforeSecret, name), Member(AfterSecret, name));

        public Sides At(int before, int after) => new(
            before < 0 ? null : Before?[before], after < 0 || After is not JsonArray ? null : After[after], Item(Unknown, after),
            Item(BeforeSecret, before), Item(AfterSecret, after));

        private static JsonNode? Item(JsonNode? node, int index) => node is JsonArray array ? index >= 0 && index < array.Count ? array[index] : null : node;

        /// <summary>Nothing, an empty collection and a zero value are one: the provider keeps no difference between them, and reads back
        /// the one where the other was written.</summary>
        private static JsonNode? Given(JsonNode? node) => node switch
        {
            JsonArray { Count: 0 } or JsonObject { Count: 0 } => null,
            JsonValue value when (value.TryGetValue<bool>(out var flag) && !flag) || (value.TryGetValue<string>(out var text) && text.Length == 0)
                || (value.TryGetValue<decimal>(out var number) && number == 0) => null,
            _ => node,
        };

        private static bool HasUnknown(JsonNode? node) => node switch
        {
            JsonObject map => map.Any(entry => HasUnknown(entry.Value)),
            JsonArray array => array.Any(HasUnknown),
            _ => IsTrue(node),
        };

        private static string? Text(JsonNode? node, JsonNode? secret) =>
            node is null ? null : IsTrue(secret) || HasUnknown(secret) ? "***" : node.ToJsonString(Plain);
    }
}
