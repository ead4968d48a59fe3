using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployCrew.Core.Ports;

/// <summary>A value that never prints and never serializes: text and JSON show <c>***</c>.</summary>
[JsonConverter(typeof(Masked))]
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>The value itself, for the one call that needs it.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other.Reveal() == value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    private sealed class Masked : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is never read from JSON.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue("***");
    }
}
