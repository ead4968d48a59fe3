using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeployCrew.Cli.Tests.Commands;

/// <summary>What a review is written as. <c>UPDATE_GOLDEN=1</c> writes the files anew; read the difference.</summary>
public sealed class ReviewReportTests
{
    private const string Hostile = "app/<img src=x onerror=alert(1)>\"'&\u202Egpj.js";

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    public async Task Review_EditedBundle_SaysWhatIsExpected(string format)
    {
        using var bundle = await EditedAsync();
        var said = (await bundle.ReviewAsync("--env", "dev", "--format", format)).Output.Replace(bundle.Folder, "FOLDER", StringComparison.Ordinal);
        var golden = Path.Combine(Repository.Root, "tests", "DeployCrew.Cli.Tests", "Commands", "Golden", $"review.{format}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(golden, said);
        Assert.Equal(await File.ReadAllTextAsync(golden), said);
    }

    [Fact]
    public async Task Review_Html_LetsNothingOfTheBundleBeMarkup()
    {
        using var bundle = await EditedAsync();
        var file = Path.Combine(bundle.Folder, "report.html");
        Assert.Equal(2, (await bundle.ReviewAsync("--format", "html", "-o", file)).ExitCode);
        var html = await File.ReadAllTextAsync(file);

        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\\u202Egpj.js", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(2)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("<(script|img|link|iframe|object|base|form)[ >]|\\son[a-z]+=\"|\u202E"), html);
        Assert.DoesNotMatch(new Regex("(src|href)=\"(?!#)"), html);
    }

    [Fact]
    public async Task Review_Html_HasATargetForEveryLinkAndACaptionForEveryTable()
    {
        using var bundle = await EditedAsync();
        var html = (await bundle.ReviewAsync("--format", "html")).Output;
        var ids = Regex.Matches(html, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(Regex.Matches(html, "href=\"#([^\"]*)\"").Select(match => match.Groups[1].Value), target => Assert.Contains(target, ids));
        Assert.All(Regex.Matches(html, "url\\(#([^)]*)\\)").Select(match => match.Groups[1].Value), target => Assert.Contains(target, ids));
        Assert.All(Regex.Matches(html, "<table>.{9}", RegexOptions.Singleline), table => Assert.Equal("<table><caption>", table.Value));
        var body = html[html.IndexOf("<main>", StringComparison.Ordinal)..(html.IndexOf("</main>", StringComparison.Ordinal) + 7)];
        XElement.Parse(body); // every element is closed
    }

    [Fact]
    public async Task Review_Sarif_HasTheProblemsOfTheBundle()
    {
        using var bundle = await EditedAsync();
        var run = JsonNode.Parse((await bundle.ReviewAsync("--format", "sarif")).Output)!["runs"]![0]!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => $"{rule!["id"]}").ToList();
        var results = run["results"]!.AsArray();
        Assert.All(results, result => Assert.Equal($"{result!["ruleId"]}", rules[result["ruleIndex"]!.GetValue<int>()]));
        var edited = results.Single(result => $"{result!["ruleId"]}" == "bundle/handEdited")!;
        Assert.Equal("error", $"{edited["level"]}");
        Assert.Equal("infrastructure/Security.cs", $"{edited["locations"]![0]!["logicalLocations"]![0]!["name"]}");
        Assert.EndsWith("bundle.zip", $"{edited["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]}", StringComparison.Ordinal);
    }

    private static async Task<EditedBundle> EditedAsync()
    {
        var bundle = await EditedBundle.MakeAsync();
        var path = "infrastructure/Security.cs";
        bundle.Write(path, bundle.Read(path).Replace("ToPort = 443", "ToPort = 65535 /* <script>alert(2)</script> */", StringComparison.Ordinal));
        bundle.Agree();
        bundle.Write(Hostile, "x");
        return bundle;
    }
}
