using System.Globalization;

namespace DeployCrew.Images.SupplyChain;

/// <summary>How old a base image is: what is old lacks the fixes since.</summary>
public static class BaseImageAge
{
    /// <summary>Days from which on it is worth a warning.</summary>
    public const int Old = 90;

    // Builders that make the same bytes each time state 1970, or nothing.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary><c>base docker.io/library/node:22 is 94 days old (…): …</c>; null where the image does not say when it was made.</summary>
    public static string? Note(BaseImageUse below, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(below);
        if (Text(below.Created, time) is not { } age)
            return null;
        return Days(below.Created!.Value, time) > Old ? $"warning: base {below.Name} is {age}: a newer one has the fixes since" : $"base {below.Name} is {age}";
    }

    /// <summary><c>94 days old (of 2026-08-19)</c>; null where the image does not say when it was made.</summary>
    public static string? Text(DateTimeOffset? made, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        if (made is not { } created || created < Earliest)
            return null;
        var days = Days(created, time);
        return string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")} old (of {created.UtcDateTime:yyyy-MM-dd})");
    }

    private static int Days(DateTimeOffset created, TimeProvider time) => (int)Math.Max(0, (time.GetUtcNow() - created).TotalDays);
}
