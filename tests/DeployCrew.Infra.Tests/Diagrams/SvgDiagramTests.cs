using System.Xml.Linq;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Diagrams;
using DeployCrew.Infra.Diagrams.Svg;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Tests.Diagrams;

public class SvgDiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string, string> Environments()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in Samples.Names.Append("twelve"))
        {
            foreach (var environment in Get(name).Environments.Keys)
                data.Add(name, environment);
        }

        return data;
    }

    [Theory, MemberData(nameof(Environments))]
    public void Write_Sample_IsWellFormedDeterministicAndHasEverything(string name, string environment)
    {
        var document = Get(name);
        var (model, configuration) = (StackBlueprint.Create(document), StackBlueprint.Configuration(document, environment));
        var text = SvgDiagram.Write(model, configuration);
        var titles = XDocument.Parse(text).Descendants(Svg + "rect").Elements(Svg + "title").Select(title => title.Value).ToHashSet();

        Assert.Equal(text, SvgDiagram.Write(model, configuration));
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(http", text, StringComparison.OrdinalIgnoreCase);
        string[] drawn = [AwsTypes.LoadBalancer, AwsTypes.Service, AwsTypes.Database, AwsTypes.Cache, AwsTypes.Bucket, AwsTypes.NatGateway];
        Assert.All(PolicyContext.Of(model, configuration).Of(drawn), resource => Assert.Contains(resource.Name, titles));
    }

    [Theory, MemberData(nameof(Environments))]
    public void Layout_Sample_NoTwoThingsOverlapAndTextStaysInItsBox(string name, string environment)
    {
        var drawing = Draw(Get(name), environment);
        var nodes = drawing.Boxes.Where(box => box.IsNode).ToList();
        Assert.All(nodes, one => Assert.All(nodes.Where(other => !ReferenceEquals(one, other)), other => Assert.True(
            one.Right <= other.X || other.Right <= one.X || one.Bottom <= other.Y || other.Bottom <= one.Y, $"{one.Name} and {other.Name}")));
        Assert.All(drawing.Boxes, box => Assert.True(box.X >= 0 && box.Y >= 0 && box.Right <= drawing.Width && box.Bottom <= drawing.Height, box.Name));
        Assert.All(drawing.Texts, text => Assert.True(
            text.Box is { } box
                ? text.X >= box.X && text.X + text.Width <= box.Right && text.Y <= box.Bottom && text.Y - text.Size >= box.Y
                : text.X + text.Width <= drawing.Width && text.Y <= drawing.Height, text.Content));
    }

    [Theory, MemberData(nameof(Environments))]
    public void Layout_Sample_LinesRunAtRightAnglesAndNotThroughThingsOrText(string name, string environment)
    {
        var drawing = Draw(Get(name), environment);
        foreach (var line in drawing.Lines)
        {
            foreach (var (from, to) in line.Points.Zip(line.Points.Skip(1)))
            {
                Assert.True(from.X == to.X || from.Y == to.Y, line.Name);
                var (left, right) = (Math.Min(from.X, to.X), Math.Max(from.X, to.X));
                var (upper, lower) = (Math.Min(from.Y, to.Y), Math.Max(from.Y, to.Y));
                Assert.All(drawing.Boxes.Where(box => box.IsNode), box => Assert.False(
                    left < box.Right && right > box.X && upper < box.Bottom && lower > box.Y, $"{line.Name} through {box.Name}"));
                Assert.All(drawing.Texts, text => Assert.False(
                    left < text.X + text.Width && right > text.X && upper < text.Y && lower > text.Y - text.Size + 3, $"{line.Name} through '{text.Content}'"));
            }
        }
    }

    [Theory, MemberData(nameof(Environments))]
    public void Layout_Sample_LinesWithoutArrowJoinOneOfTheirKind(string name, string environment)
    {
        var lines = Draw(Get(name), environment).Lines;
        Assert.All(lines.Where(line => !line.HasArrow), line => Assert.Contains(lines, other => !ReferenceEquals(line, other) && other.Style == line.Style
            && other.Points.Zip(other.Points.Skip(1)).Any(segment => IsOn(line.Points[^1], segment.First, segment.Second))));
    }

    private static bool IsOn((int X, int Y) point, (int X, int Y) from, (int X, int Y) to) =>
        point.X >= Math.Min(from.X, to.X) && point.X <= Math.Max(from.X, to.X) && point.Y >= Math.Min(from.Y, to.Y) && point.Y <= Math.Max(from.Y, to.Y);

    [Fact]
    public void Write_NamesOfARequirementsFile_AreEscaped()
    {
        var document = Samples.AllExisting();
        var existing = document.Environments["dev"].Existing! with { VpcId = "<script>alert('1')</script>&\u0001\ud800\"]]>" };
        var nasty = document with { Environments = new Dictionary<string, EnvironmentRequirements> { ["dev"] = document.Environments["dev"] with { Existing = existing } } };
        var text = SvgDiagram.Write(StackBlueprint.Create(nasty), StackBlueprint.Configuration(nasty, "dev"));
        Assert.Empty(XDocument.Parse(text).Descendants(Svg + "script"));
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ForEyes_IsKept()
    {
        // DIAGRAMS=folder keeps the pictures, to be looked at.
        if (Environment.GetEnvironmentVariable("DIAGRAMS") is not { } folder)
            return;
        foreach (var (name, environment) in Samples.Names.Append("twelve").SelectMany(name => Get(name).Environments.Keys.Select(environment => (name, environment))))
        {
            var document = Get(name);
            File.WriteAllText(Path.Combine(folder, $"{name}-{environment}.svg"), SvgDiagram.Write(StackBlueprint.Create(document), StackBlueprint.Configuration(document, environment)));
        }
    }

    private static Drawing Draw(RequirementsDocument document, string environment) =>
        Layout.Of(Architecture.Of(StackBlueprint.Create(document), StackBlueprint.Configuration(document, environment)));

    private static RequirementsDocument Get(string name) => name == "twelve" ? Twelve() : Samples.Get(name);

    /// <summary>Services in a grid, all of which use all data.</summary>
    private static RequirementsDocument Twelve() => Samples.Everything() with
    {
        Project = "twelve",
        Services = Enumerable.Range(1, 12).ToDictionary(index => index == 7 ? "a-service-with-a-long-name" : $"service-{index}",
            index => new ServiceRequirements { Port = 8000 + index, Routes = [$"/s{index}"] }),
        Resources = new Dictionary<string, ResourceRequirements>
        {
            ["main"] = new() { Type = "postgres" },
            ["sessions"] = new() { Type = "redis", UsedBy = ["service-1", "service-2", "service-5"] },
            ["uploads"] = new() { Type = "bucket", UsedBy = ["service-3", "service-11"] },
            ["jobs"] = new() { Type = "queue", UsedBy = ["service-4", "service-12"] },
        },
        Environments = new Dictionary<string, EnvironmentRequirements> { ["dev"] = new() { Domain = "dev.test", Waf = true, Nat = "one" } },
    };
}
