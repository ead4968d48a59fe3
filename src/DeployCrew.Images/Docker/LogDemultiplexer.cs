using System.Buffers.Binary;
using System.Text;

namespace DeployCrew.Images.Docker;

/// <summary>Reads the engine's log stream: frames of eight bytes of header (stream, 0, 0, 0, length big-endian) and text.</summary>
internal static class LogDemultiplexer
{
    /// <summary>Longer lines are handed over in pieces: a container that never ends its line must not fill our memory.</summary>
    private const int LongestLine = 64 * 1024;

    public static async Task ReadAsync(Stream stream, Action<string> onLine, CancellationToken cancellationToken)
    {
        var header = new byte[8];
        var buffer = new byte[16 * 1024];
        var lines = new Dictionary<byte, MemoryStream>();
        while (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) == header.Length)
        {
            if (!lines.TryGetValue(header[0], out var line))
                lines[header[0]] = line = new MemoryStream();
            for (var left = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)); left > 0;)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min((uint)buffer.Length, left)), cancellationToken);
                if (read == 0)
                    break;
                left -= (uint)read;
                Split(buffer.AsSpan(0, read), line, onLine);
            }
        }

        foreach (var line in lines.Values.Where(line => line.Length > 0))
            Emit(line, onLine);
    }

    private static void Split(ReadOnlySpan<byte> text, MemoryStream line, Action<string> onLine)
    {
        for (var end = text.IndexOf((byte)'\n'); end >= 0; end = text.IndexOf((byte)'\n'))
        {
            line.Write(text[..end]);
            Emit(line, onLine);
            text = text[(end + 1)..];
        }

        line.Write(text);
        if (line.Length > LongestLine)
            Emit(line, onLine);
    }

    private static void Emit(MemoryStream line, Action<string> onLine)
    {
        onLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r'));
        line.SetLength(0);
    }
}
