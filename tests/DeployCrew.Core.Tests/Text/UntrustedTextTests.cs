using DeployCrew.Core.Text;

namespace DeployCrew.Core.Tests.Text;

public sealed class UntrustedTextTests
{
    [Theory]
    [InlineData("plain text, äöü, 日本語, 😀", "plain text, äöü, 日本語, 😀")]
    [InlineData("a\r\nb\rc\td", "a\nb\nc\td")]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007x \u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", "x link")]
    [InlineData("\u009b31mred \u001bcreset \u001b(Bx", "red reset x")]
    [InlineData("\u001bPdevice\u001b\\x", "x")]
    [InlineData("a\0b\bc\u007fd", "abcd")]
    [InlineData("\u202eabc\u202c \u2066x\u2069 \u200ey\u061cz", "abc x yz")]
    [InlineData("z\u200be\u200cr\u200do\u2060\ufeff\u00adw", "zerow")]
    [InlineData("hi\U000E0069\U000E0067\U000E007F", "hi")]
    [InlineData("a\ufe0f\U000E0101\u3164\u115fb", "ab")]
    [InlineData("\ue000private", "private")]
    [InlineData("line\u2028sep\u2029par", "line\nsep\npar")]
    public void Clean_Text_HoldsWhatItShows(string text, string expected) => Assert.Equal(expected, UntrustedText.Clean(text));

    [Fact]
    public void Clean_HalfAPair_IsShownAsSuch() => Assert.Equal("a\uFFFDb", UntrustedText.Clean("a\ud83db"));

    [Fact]
    public void Clean_EscapesThatNeverEnd_TakesNoLongerForIt()
    {
        var text = string.Concat(Enumerable.Repeat("\u001b]x", 100_000));

        Assert.True(UntrustedText.Clean(text).Length < text.Length);
    }

    [Fact]
    public void Clean_Twice_ChangesNothingMore() => Assert.Equal("x[31m", UntrustedText.Clean(UntrustedText.Clean("x\u200b[31m")));
}
