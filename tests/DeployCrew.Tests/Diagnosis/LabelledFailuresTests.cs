using System.Text;
using DeployCrew.Diagnosis;

namespace DeployCrew.Tests.Diagnosis;

/// <summary>
/// How often the rules are right about failures that they were not written from. The texts were collected when the rules stood (commit 462af51), from
/// issues that were searched for by what had happened. <c>UPDATE_GOLDEN=1</c> writes docs/diagnosis.md anew.
/// </summary>
public sealed class LabelledFailuresTests
{
    private static readonly IReadOnlyList<LabelledFailure> All =
        LabelledFailure.ReadAll(Path.Combine(RepositoryRoot.Path, "tests", "DeployCrew.Tests", "Diagnosis", "Labelled"));

    [Fact]
    public void Diagnose_LabelledFailures_NamesAtLeastNineInTenCauses()
    {
        var wrong = All.Where(one => !IsRight(one)).Select(one => $"{one.Name}: {Id(one)} instead of {string.Join(" or ", one.Causes)}").ToArray();

        Assert.True(All.Count >= 60);
        Assert.True(wrong.Length <= All.Count / 10, $"{All.Count - wrong.Length} of {All.Count} are right:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Diagnose_LabelledFailures_ProposesNothingHarmful() => Assert.Empty(All.Where(IsHarmful).Select(one => $"{one.Name}: {one.Diagnose()!.Remedy}"));

    [Fact]
    public void Table_OfAllFailures_IsTheOneInTheRepository()
    {
        var file = Path.Combine(RepositoryRoot.Path, "docs", "diagnosis.md");
        var text = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, text);

        Assert.Equal(text, File.ReadAllText(file));
    }

    private static bool IsRight(LabelledFailure one) => one.Causes.Contains(Id(one));

    private static bool IsHarmful(LabelledFailure one) => one.Diagnose() is { } best && one.Harmful.Contains(best.Remedy);

    private static string Id(LabelledFailure one) => one.Diagnose()?.Id ?? "none";

    private static string Table()
    {
        var text = new StringBuilder($"""
            # How well the rules diagnose

            What `deploycrew diagnose` says of {All.Count} failures that people reported in public. The rules were not written from them: they stood when the
            texts were collected. "Harmful" is a remedy that the label forbids: one that repeats what cannot succeed, or widens access.

            | | right cause | harmful remedies |
            |---|---|---|
            | first contact of the first rules with 1 to {FirstContact.FirstSet} | {Share(FirstContact.RightOfFirst, FirstContact.FirstSet)} | {FirstContact.Harmful} |
            | first contact of the rules improved by those with {FirstContact.FirstSet + 1} to {FirstContact.FirstSet + FirstContact.SecondSet} | {Share(FirstContact.RightOfSecond, FirstContact.SecondSet)} | {FirstContact.Harmful} |
            | first contact of rules widened from what is known of the tools (commit 199b619) with {FirstContact.FirstSet + FirstContact.SecondSet + 1} to {FirstContact.FirstSet + FirstContact.SecondSet + FirstContact.ThirdSet} | {Share(FirstContact.RightOfThird, FirstContact.ThirdSet)} | {FirstContact.HarmfulOfThird} |
            | now, with rules improved by everything that was missed | {Share(All.Count(IsRight), All.Count)} | {All.Count(IsHarmful)} |

            The last row says that nothing has become worse, not how often the rules will be right: for that see the rows before it. The
            third set was taken as it came from plain searches, some texts hardly say anything; the first was searched for by what had happened.

            {SignatureCatalogue.All.Count} signatures. Written by `LabelledFailuresTests`.

            | failure | label | diagnosis | on first contact | remedy |
            |---|---|---|---|---|

            """);
        foreach (var one in All)
        {
            var first = FirstContact.Wrong.Contains(one.Number) ? "wrong" : "right";
            text.Append($"| [{one.Number:00}]({one.Source}) | {string.Join(" or ", one.Causes)} | {Id(one)}{(IsRight(one) ? "" : " (wrong)")} | {first} | {one.Diagnose()?.Remedy.ToString() ?? "–"} |\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Share(int count, int of) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} of {of} ({100.0 * count / of:0} %)");
}
