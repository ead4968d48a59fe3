using System.Globalization;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Cuts a list into pages. The token is where the next page begins.</summary>
internal static class Page
{
    public static (IReadOnlyList<T> Items, string? Next) Of<T>(IReadOnlyList<T> all, string? token, int? size, int defaultSize)
    {
        var start = 0;
        if (token is not null && (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start > all.Count))
            throw new AwsFault("InvalidNextToken", "The specified token is not valid.");
        var items = all.Skip(start).Take(size is > 0 ? size.Value : defaultSize).ToArray();
        var next = start + items.Length;
        return (items, next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }
}
