using System.Xml.Linq;
using DeployCrew.Core.Rollouts;
using DeployCrew.Reports;
using DeployCrew.Rollouts;

namespace DeployCrew.Tests.Reports;

public sealed class TimelineSvgTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Draw_Canary_HasATrafficCurveOfItsSteps()
    {
        var path = Paths([Sample(0, 0), Sample(10, 5), Sample(20, 100)], "traffic");

        Assert.Equal("M 52 176 H 398 V 170 H 744 V 56 V 176 H 52 Z", path);
    }

    [Fact]
    public void Draw_Rolling_HasNoTrafficCurve() => Assert.Null(Paths([Sample(0, null), Sample(10, null)], "traffic"));

    [Fact]
    public void Draw_OneMomentOnly_IsStillAPicture() => Assert.NotNull(Paths([Sample(0, 100)], "healthy"));

    [Fact]
    public void Draw_ServiceNameWithMarkup_IsText() =>
        Assert.Contains("<script>", XDocument.Parse(TimelineSvg.Draw([Sample(0, 0) with { Service = "<script>" }], [])).Root!.Value, StringComparison.Ordinal);

    [Fact]
    public void Draw_TwoServices_HasALaneForEach() => Assert.Equal(2, XDocument.Parse(TimelineSvg.Draw([Sample(0, 0), Sample(1, 0) with { Service = "api" }], []))
        .Descendants().Count(element => element.Attribute("class")?.Value == "healthy" && element.Name.LocalName == "path"));

    [Fact]
    public void Draw_Analysis_HasACurveOfItsErrors()
    {
        AnalysisSample[] found = [Found(10, null, 0), Found(10, 100, 0), Found(20, 200, 50)];
        var curve = XDocument.Parse(TimelineSvg.Draw([Sample(0, 0), Sample(20, 50)], found)).Descendants().Single(element => element.Name.LocalName == "polyline");

        Assert.Equal("398,176 744,146", curve.Attribute("points")?.Value);
    }

    private static AnalysisSample Found(int seconds, long? requests, long? errors) =>
        new(Start.AddSeconds(seconds), "web", "deployment", null, 50, AnalysisOutcome.Inconclusive, []) { Requests = requests, ServerErrors = errors };

    private static string? Paths(IReadOnlyList<RolloutSample> samples, string name) => XDocument.Parse(TimelineSvg.Draw(samples, []))
        .Descendants().FirstOrDefault(element => element.Attribute("class")?.Value == name && element.Name.LocalName == "path")?.Attribute("d")?.Value;

    private static RolloutSample Sample(int seconds, double? percent) =>
        new(Start.AddSeconds(seconds), "web", "deployment", "InProgress", "PRODUCTION_TRAFFIC_SHIFT", percent, 100, 2, 2, 2, 0, null);
}
