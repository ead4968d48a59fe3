using DeployCrew.Diagnosis;

namespace DeployCrew.Tests.Diagnosis;

public sealed class SignatureMatcherTests
{
    [Fact]
    public void Judge_RollbackBesideItsCause_NamesTheCause()
    {
        var judged = SignatureMatcher.Judge(
            [Line("The new version of 'web' was rolled back: 2 tasks failed", Nearness.Error), Line("OutOfMemoryError: Container killed due to memory usage", Nearness.Error)], "rollout");

        Assert.Equal(["ecs-out-of-memory", "rolled-back"], judged.Select(one => one.Id));
        Assert.Equal(Confidence.Certain, judged[0].Confidence);
        Assert.Equal(Confidence.Unsure, judged[1].Confidence);
    }

    [Fact]
    public void Judge_WarningOfAStageThatEndedWell_DoesNotHideTheFailedStage()
    {
        var judged = SignatureMatcher.Judge(
            [Line("npm ERR! code EINTEGRITY", Nearness.Elsewhere), Line("Health checks failed with these codes: [500]", Nearness.Error)], "rollout");

        Assert.Equal("probe-500", judged[0].Id);
    }

    [Fact]
    public void Judge_DetailInTheLine_IsInTheCause() =>
        Assert.Contains("express", SignatureMatcher.Judge([Line("Error: Cannot find module 'express'", Nearness.Log)], "rollout")[0].Cause, StringComparison.Ordinal);

    [Fact]
    public void Judge_WordsOfNoRule_AreNoCause() => Assert.Empty(SignatureMatcher.Judge([Line("everything is fine", Nearness.Error)], "rollout"));

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m\u0007", "red")]
    [InlineData("a\u202Eb\tc\r", "ab c")]
    public void Of_ControlCharacters_AreNotShown(string line, string plain) => Assert.Equal(plain, PlainLine.Of(line));

    private static Observation Line(string text, Nearness nearness) => new(new EvidenceLine("log", 1, text), nearness);
}
