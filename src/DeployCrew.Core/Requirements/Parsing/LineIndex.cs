using System.Text;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Parsing;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns. Columns count characters, as editors do.</summary>
internal sealed class LineIndex
{
    private readonly byte[] bytes;
    private readonly List<int> starts = [0];

    public LineIndex(byte[] bytes)
    {
        this.bytes = bytes;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '\n')
                starts.Add(index + 1);
        }
    }

    public SourcePosition At(long offset)
    {
        var place = (int)Math.Min(offset, bytes.Length);
        var line = starts.BinarySearch(place);
        if (line < 0)
            line = ~line - 1;
        return new(line + 1, Encoding.UTF8.GetCharCount(bytes, starts[line], place - starts[line]) + 1);
    }

    public int OffsetOf(long line, long byteInLine) =>
        (int)Math.Min(starts[(int)Math.Min(line, starts.Count - 1)] + byteInLine, bytes.Length);
}
