using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api;

/// <summary>
/// Cuts lists into pages. A token names the last item that was given, so that what comes and goes meanwhile lets no other item be left out or given
/// twice. It is sealed for the operation and the request that it was given for: one of nobody's, or of another list, is refused.
/// </summary>
/// <param name="key">Seals the tokens.</param>
/// <param name="scope">What they are good for.</param>
/// <param name="faultCode">What the service calls a token that is not one of its own.</param>
internal sealed class Pager(byte[] key, string scope, string faultCode)
{
    private const int SealBytes = 16;

    /// <summary>The same list is asked for when everything but the page is the same.</summary>
    public static string ScopeOf(string service, string operation, JsonObject request) =>
        $"{service}:{operation}:" + string.Join('&', request.Where(member => !PageMembers.All.Contains(member.Key))
            .OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}={member.Value?.ToJsonString()}"));

    /// <summary>One page.</summary>
    /// <param name="all">The list as it is now.</param>
    /// <param name="keyOf">Tells an item from all others; where the list has an order, it is the ordinal order of these, up or down.</param>
    /// <param name="token">Token of the page, or null for the first one.</param>
    /// <param name="size">Items wanted.</param>
    /// <param name="defaultSize">Items when nobody says.</param>
    /// <exception cref="AwsFault">The token is not one of this list.</exception>
    public (IReadOnlyList<T> Items, string? Next) Of<T>(IReadOnlyList<T> all, Func<T, string> keyOf, string? token, int? size, int defaultSize)
    {
        var start = string.IsNullOrEmpty(token) ? 0 : After(all, keyOf, Unseal(token) ?? throw new AwsFault(faultCode, "The specified token is not valid."));
        var items = all.Skip(start).Take(size is > 0 ? size.Value : defaultSize).ToArray();
        var next = start + items.Length;
        if (next >= all.Count)
            return (items, null);
        var last = keyOf(items[^1]);
        return (items, Seal((string.CompareOrdinal(last, keyOf(all[next])) > 0 ? '-' : '+') + last));
    }

    /// <summary>A token for a place in what only grows.</summary>
    public string Seal(int place) => Seal(place.ToString(CultureInfo.InvariantCulture));

    /// <summary>The place that a token names; null when it is not one of ours.</summary>
    public int? Open(string token) => int.TryParse(Unseal(token), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    // The item after the last one; where that is gone, the first one that the order has behind it.
    private static int After<T>(IReadOnlyList<T> all, Func<T, string> keyOf, string direction)
    {
        var last = direction[1..];
        var keys = all.Select(keyOf).ToList();
        if (keys.IndexOf(last) is >= 0 and var place)
            return place + 1;
        var next = keys.FindIndex(one => direction[0] == '-' ? string.CompareOrdinal(one, last) < 0 : string.CompareOrdinal(one, last) > 0);
        return next < 0 ? keys.Count : next;
    }

    private string Seal(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower([.. SealOf(bytes), .. bytes]);
    }

    private string? Unseal(string token)
    {
        var bytes = new byte[token.Length / 2];
        if (bytes.Length <= SealBytes || Convert.FromHexString(token, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return null;
        var text = bytes.AsSpan(SealBytes);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SealBytes), SealOf(text)) ? Encoding.UTF8.GetString(text) : null;
    }

    private Span<byte> SealOf(ReadOnlySpan<byte> text) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(scope), 0, .. text]).AsSpan(0, SealBytes);
}
