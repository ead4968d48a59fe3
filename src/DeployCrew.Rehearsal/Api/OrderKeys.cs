using System.Globalization;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Texts whose ordinal order is that of what they are made of.</summary>
internal static class OrderKeys
{
    /// <summary>By time; what is of the same time, by name.</summary>
    public static string Of(DateTimeOffset at, string name) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks:D19}\0{name}");
}
