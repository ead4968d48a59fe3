using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.S3;

/// <summary>
/// Reads bodies: plain ones, and aws-chunked ones, <c>400;chunk-signature=ad80…\r\n(1024 bytes)\r\n … 0;chunk-signature=…\r\nx-amz-checksum-crc32:…\r\n\r\n</c>.
/// The request's own signature is checked, those of the chunks are not.
/// </summary>
internal static class AwsChunks
{
    private const int LongestLine = 4096;

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadPlainAsync(PipeReader body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            foreach (var piece in read.Buffer)
                yield return piece;
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                yield break;
        }
    }

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(PipeReader body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await SizeAsync(body, cancellationToken) is > 0 and var left)
        {
            while (left > 0)
            {
                var read = await body.ReadAsync(cancellationToken);
                var piece = read.Buffer.Slice(0, Math.Min(left, read.Buffer.Length));
                if (piece.Length == 0 && read.IsCompleted)
                    throw Broken();
                foreach (var memory in piece)
                    yield return memory;
                left -= piece.Length;
                body.AdvanceTo(piece.End);
            }

            if ((await LineAsync(body, cancellationToken)).Length > 0)
                throw Broken();
        }

        while ((await LineAsync(body, cancellationToken)).Length > 0)
            continue; // trailing checksums
    }

    private static async Task<long> SizeAsync(PipeReader body, CancellationToken cancellationToken) =>
        long.TryParse((await LineAsync(body, cancellationToken)).Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) ? size : throw Broken();

    // Empty at the end of the body, too.
    private static async Task<string> LineAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                body.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return read.Buffer.Length == 0 ? "" : throw Broken();
            if (read.Buffer.Length > LongestLine)
                throw Broken();
        }
    }

    private static AwsFault Broken() => new("IncompleteBody", "The body is not what aws-chunked says.");
}
