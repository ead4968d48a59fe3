using System.Buffers.Binary;
using System.Text;
using DeployCrew.Images.Docker;

namespace DeployCrew.Images.Tests.Docker;

public sealed class LogDemultiplexerTests
{
    [Fact]
    public async Task Read_FramesThatSplitLines_GivesWholeLinesPerStream()
    {
        using var stream = new MemoryStream([.. Frame(1, "hel"), .. Frame(2, "oops\nsecond "), .. Frame(1, "lo\r\nlast"), .. Frame(2, "half\n")]);
        var lines = new List<string>();

        await LogDemultiplexer.ReadAsync(stream, lines.Add, default);

        Assert.Equal(["oops", "hello", "second half", "last"], lines);
    }

    [Fact]
    public async Task Read_StreamCutOff_GivesWhatThereWas()
    {
        using var stream = new MemoryStream(Frame(1, "hello world")[..12]);
        var lines = new List<string>();

        await LogDemultiplexer.ReadAsync(stream, lines.Add, default);

        Assert.Equal(["hell"], lines);
    }

    private static byte[] Frame(byte stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var frame = new byte[8 + bytes.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), bytes.Length);
        bytes.CopyTo(frame, 8);
        return frame;
    }
}
