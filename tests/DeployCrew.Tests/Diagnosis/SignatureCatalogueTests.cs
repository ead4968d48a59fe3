using DeployCrew.Diagnosis;

namespace DeployCrew.Tests.Diagnosis;

public sealed class SignatureCatalogueTests
{
    public static TheoryData<string> Ids { get; } = [.. SignatureCatalogue.All.Select(signature => signature.Id)];

    [Fact]
    public void All_Ids_AreUniqueAndMany()
    {
        Assert.Empty(SignatureCatalogue.All.GroupBy(signature => signature.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.True(SignatureCatalogue.All.Count >= 60, $"only {SignatureCatalogue.All.Count}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Judge_OwnSample_IsNamedFirst(string id)
    {
        var signature = SignatureCatalogue.All.Single(one => one.Id == id);
        var stage = signature.Stages.Count == 0 ? null : signature.Stages[0];

        var judged = SignatureMatcher.Judge([new Observation(new EvidenceLine("sample", 1, signature.Sample), Nearness.Error)], stage);

        Assert.Equal(id, judged.FirstOrDefault()?.Id);
        Assert.DoesNotContain('{', judged[0].Cause);
        Assert.DoesNotContain('{', judged[0].Advice);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reference_OfEach_IsAnAddressOverHttps(string id) =>
        Assert.Equal("https", new Uri(SignatureCatalogue.All.Single(one => one.Id == id).Reference).Scheme);

    [Fact]
    public void Judge_LongHostileLine_TakesNoTime()
    {
        var hostile = string.Concat(Enumerable.Repeat("exited with code: error (variable missing is required ", 80));
        var started = TimeProvider.System.GetTimestamp();

        SignatureMatcher.Judge([new Observation(new EvidenceLine("log", 1, hostile), Nearness.Log)], null);

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 10);
    }
}
