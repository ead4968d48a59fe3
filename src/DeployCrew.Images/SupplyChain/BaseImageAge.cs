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
        ArgumentNullException.ThrowIfNull(time);
        if (below.Created is not { } created || created < Earliest)
            return null;
        var days = (int)Math.Max(0, (time.GetUtcNow() - created).TotalDays);
        var age = string.Create(CultureInfo.InvariantCulture, $"base {below.Name} is {days} {(days == 1 ? "day" : "days")} old (of {created.UtcDateTime:yyyy-MM-dd})");
        return days > Old ? $"warning: {age}: a newer one has the fixes since" : age;
    }
}
