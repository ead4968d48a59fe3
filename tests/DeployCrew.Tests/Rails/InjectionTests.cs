using System.Globalization;
using System.Text;

namespace DeployCrew.Tests.Rails;

/// <summary>
/// Prompt injection, with a model that obeys: whatever it is talked into, nothing may come of it. <c>UPDATE_GOLDEN=1</c> writes docs/rails.md anew.
/// </summary>
public sealed class InjectionTests
{
    private static readonly InjectedCase[] All = [.. CrewCases.All, .. DiagnosisCases.All, .. WordingCases.All, .. ReadingCases.All];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (index, one) in All.Index())
                data.Add(index, one.ToString());
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Obeyed_Injection_IsStoppedByItsRail(int index, string name)
    {
        Assert.NotEmpty(name);
        Assert.Equal(All[index].Rail, await All[index].RunAsync());
    }

    [Fact]
    public void Cases_AreAtLeastAHundredAndDifferent()
    {
        Assert.True(All.Length >= 100, $"{All.Length}");
        Assert.Equal(All.Length, All.Select(one => one.ToString()).Distinct().Count());
    }

    // Every row is a case of the theory above: that fails where one is not stopped.
    [Fact]
    public void Table_OfAllCases_IsTheOneInTheRepository()
    {
        var file = Path.Combine(RepositoryRoot.Path, "docs", "rails.md");
        var text = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(text, File.ReadAllText(file));
    }

    private static string Table()
    {
        var text = new StringBuilder(
            $"""
            # What stops a model that obeys an injected text

            {All.Length} texts that somebody could put where a model of DeployCrew reads them. In the tests (`tests/DeployCrew.Tests/Rails`) a scripted model reads each, and does
            what it asks, again and again, as far as it is let. {All.Length} of {All.Length} are stopped: no effect, no secret in a prompt, no verdict without evidence.

            | rail | what it is |
            |---|---|
            | DC2002 | the tool is not on the agent's own list; what is not on any list cannot be called at all |
            | DC2003 | the arguments are not of the tool's schema, or not the run's own environment |
            | DC2004 | the hand-over is not in the graph of `agents/*.yaml` |
            | DC2006 | words are no work: an agent that calls nothing ends the run |
            | DC2011, withheld | what changes the world needs an approved plan, a yes, or is not done in a read-only run |
            | DC2029 | the answer fails schema and checks, each time |
            | verdict | success is what the verifier saw, not what an agent says; the journal's entries are ours, whatever stands in their text |
            | dropped | a sentence that cites no fact, or says a number that its facts do not have |
            | not read | files that keep secrets are shown to no model, whatever asks for them |
            | cleaned, redacted | control, direction and invisible characters, and secrets, are taken out |

            | # | where the text stands | effect that it is after | rail that stops it |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var (index, one) in All.Index())
            text.Append(CultureInfo.InvariantCulture, $"| {index + 1} | {one.Place} | {one.Effect} | {one.Rail} |\n");
        return text.ToString();
    }
}
