using System.Text;
using DeployCrew.Cli.Rendering.Markdown;

namespace DeployCrew.Cli.Tests.Rendering;

public sealed class MarkdownDocumentTests
{
    private static readonly MarkdownSection[] Sections =
    [
        MarkdownSection.Text("head", "## Title\n\n", Importance.Head),
        MarkdownSection.Fold("changes", Enumerable.Range(0, 400).Select(i => $"+ create ärger {i}"), Importance.Change)!,
        MarkdownSection.Table("findings", "| a |\n|---|", Enumerable.Range(0, 400).Select(i => $"| finding {i} |"), Importance.Finding)!,
        MarkdownSection.Text("diagram", $"```mermaid\n{new string('x', 3000)}\n```\n", Importance.Diagram),
    ];

    [Theory]
    [InlineData(2_000)]
    [InlineData(5_000)]
    [InlineData(8_000)]
    [InlineData(12_000)]
    [InlineData(15_000)]
    [InlineData(100_000)]
    public void Write_AnyLimit_KeepsItAndEveryBlockIsClosed(int limit)
    {
        var text = MarkdownDocument.Write(Sections, limit);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, limit);
        Assert.StartsWith("## Title", text, StringComparison.Ordinal);
        Assert.Equal(text.Split("<details>").Length, text.Split("</details>").Length);
        Assert.Equal(0, text.Split("```").Length % 2 == 1 ? 0 : 1);
        Assert.Equal(limit < 100_000, text.Contains("Not all of it fits here", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_TooLong_LosesTheLeastImportantFirst()
    {
        var text = MarkdownDocument.Write(Sections, 15_000);

        Assert.DoesNotContain("mermaid", text, StringComparison.Ordinal);
        Assert.Contains("| finding 399 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fold_LinesWithFences_AreNotClosedByThem()
    {
        var section = MarkdownSection.Fold("t", ["````", "</details><script>"], Importance.Detail)!;
        Assert.StartsWith("<details><summary>t</summary>\n\n`````diff\n", section.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a|b", "` a\\|b `")]
    [InlineData("a`b", "`` a`b ``")]
    [InlineData("a\nb\u202Ec", "` a b\\u202Ec `")]
    public void Code_StrangersText_IsNoMarkup(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));
}
