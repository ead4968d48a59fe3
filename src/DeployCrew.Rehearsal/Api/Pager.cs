using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api;

/// <summary>
/// Cuts lists into pages. A token says where the next page begins; it is sealed for the operation and the request that it was given for, so
/// that one of nobody's, or of another list, is refused.
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

    /// <exception cref="AwsFault">The token is not one of this list.</exception>
    public (IReadOnlyList<T> Items, string? Next) Of<T>(IReadOnlyList<T> all, string? token, int? size, int defaultSize)
    {
        var start = string.IsNullOrEmpty(token) ? 0 : Open(token) ?? throw new AwsFault(faultCode, "The specified token is not valid.");
        var items = all.Skip(start).Take(size is > 0 ? size.Value : defaultSize).ToArray();
        var next = start + items.Length;
        return (items, next < all.Count ? Seal(next) : null);
    }

    /// <summary>A token for a place in the list.</summary>
    public string Seal(int place)
    {
        var bytes = new byte[sizeof(int) + SealBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, place);
        SealOf(bytes.AsSpan(0, sizeof(int))).CopyTo(bytes.AsSpan(sizeof(int)));
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>The place that a token names; null when it is not one of ours.</summary>
    public int? Open(string token)
    {
        var bytes = new byte[sizeof(int) + SealBytes];
        if (token.Length != bytes.Length * 2 || Convert.FromHexString(token, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return null;
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(sizeof(int)), SealOf(bytes.AsSpan(0, sizeof(int))))
            ? BinaryPrimitives.ReadInt32BigEndian(bytes)
            : null;
    }

    private Span<byte> SealOf(ReadOnlySpan<byte> place) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(scope), 0, .. place]).AsSpan(0, SealBytes);
}
