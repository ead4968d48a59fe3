using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Preflight;

/// <summary>DNS messages (RFC 1035), as far as questions for NS and CAA (RFC 8659) need them. What comes from the network is bounded and
/// checked.</summary>
internal static class DnsMessage
{
    public const ushort NameServer = 2;
    public const ushort CertificateAuthority = 257;
    private const int HeaderBytes = 12;
    private const int MostJumps = 16;

    /// <summary>A recursive question with a random id.</summary>
    public static byte[] Question(string name, ushort type)
    {
        var message = new List<byte>();
        message.AddRange(RandomNumberGenerator.GetBytes(2));
        message.AddRange([0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]);
        foreach (var label in new IdnMapping().GetAscii(name.TrimEnd('.')).Split('.'))
        {
            message.Add((byte)label.Length);
            message.AddRange(Encoding.ASCII.GetBytes(label));
        }

        message.AddRange([0, (byte)(type >> 8), (byte)type, 0, 1]);
        return [.. message];
    }

    /// <summary>Why a message is no answer to a question; null when it is one. That there is no such name is an answer.</summary>
    public static string? Answers(byte[] message, byte[] question)
    {
        if (message.Length < HeaderBytes || message[0] != question[0] || message[1] != question[1] || (message[2] & 0x80) == 0)
            return "it is not an answer to what was asked";
        return (message[3] & 0x0f) is 0 or 3 ? null : $"it answers with code {message[3] & 0x0f}";
    }

    public static bool IsTruncated(byte[] message) => message.Length >= HeaderBytes && (message[2] & 0x02) != 0;

    /// <summary>Names in NS records.</summary>
    public static IReadOnlyList<string> NameServers(byte[] message) =>
        [.. Records(message, NameServer).Select(record => NameAt(message, record.Offset, out _))];

    /// <summary>Authorities in CAA records with the tag <c>issue</c>: the value up to its parameters.</summary>
    public static IReadOnlyList<string> Issuers(byte[] message)
    {
        var issuers = new List<string>();
        foreach (var (offset, length) in Records(message, CertificateAuthority))
        {
            var data = message.AsSpan(offset, length);
            if (length < 2 || 2 + data[1] > length)
                continue;
            var (tag, value) = (Encoding.ASCII.GetString(data.Slice(2, data[1])), Encoding.ASCII.GetString(data[(2 + data[1])..]));
            if (tag.Equals("issue", StringComparison.OrdinalIgnoreCase))
                issuers.Add(value.Split(';')[0].Trim());
        }

        return issuers;
    }

    private static List<(int Offset, int Length)> Records(byte[] message, ushort type)
    {
        var found = new List<(int, int)>();
        try
        {
            var offset = HeaderBytes;
            for (var question = 0; question < Number(message, 4); question++)
            {
                NameAt(message, offset, out var after);
                offset = after + 4;
            }

            for (var answer = 0; answer < Number(message, 6); answer++)
            {
                NameAt(message, offset, out var after);
                var length = Number(message, after + 8);
                if (after + 10 + length > message.Length)
                    break;
                if (Number(message, after) == type)
                    found.Add((after + 10, length));
                offset = after + 10 + length;
            }
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            // Cut off: what was whole up to here counts.
        }

        return found;
    }

    private static string NameAt(byte[] message, int offset, out int after)
    {
        var labels = new List<string>();
        after = -1;
        for (var jumps = 0; message[offset] != 0;)
        {
            if ((message[offset] & 0xc0) == 0xc0)
            {
                if (after < 0)
                    after = offset + 2;
                if (++jumps > MostJumps)
                    throw new ArgumentOutOfRangeException(nameof(message), "a name that points in circles");
                offset = Number(message, offset) & 0x3fff;
                continue;
            }

            labels.Add(Encoding.ASCII.GetString(message, offset + 1, message[offset]));
            offset += 1 + message[offset];
        }

        if (after < 0)
            after = offset + 1;
        return string.Join('.', labels);
    }

    private static int Number(byte[] message, int offset) => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(offset, 2));
}
