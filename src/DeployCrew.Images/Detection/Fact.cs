namespace DeployCrew.Images.Detection;

/// <summary>Something that detection says of an app.</summary>
/// <param name="Value">What it is.</param>
/// <param name="Evidence">Where it was read; null when nothing in the app tells, and it is our default.</param>
public sealed record Fact<T>(T Value, Evidence? Evidence = null)
{
    /// <summary>A default, or a value of somebody who needs no evidence.</summary>
    public static implicit operator Fact<T>(T value) => new(value);

    /// <summary>The value alone, for texts.</summary>
    public override string ToString() => Value?.ToString() ?? "";
}
