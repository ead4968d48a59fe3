using System.IO.Compression;
using System.Net;
using DeployCrew.Web.Bundles;

namespace DeployCrew.Web.Tests;

/// <summary>What a run has generated, and how two runs differ.</summary>
public sealed class BundlePagesTests(Served served) : IClassFixture<Served>
{
    private const string Evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    private const string EvilName = "<img src=x onerror=alert(1)>\"'.txt";

    [Fact]
    public async Task Bundle_OfARun_ShowsItsReviewItsTreeAndItsFiles()
    {
        var run = (await WrittenRun.WithBundleAsync(served.Home, "20260101-000000-hello-node-dev-b001", "hello-node")).RunId;
        var page = await served.Http.GetStringAsync($"runs/{run}/bundle");
        Assert.Contains("<h1>Review of hello-node</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"src=\"/api/v1/runs/{run}/bundle/files/architecture-dev.svg\"", page, StringComparison.Ordinal);
        Assert.Contains("<table>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.Contains("Network.cs", page, StringComparison.Ordinal);
        Assert.Contains("<li>using ", await served.Http.GetStringAsync($"runs/{run}/bundle?file=infrastructure%2FNetwork.cs"), StringComparison.Ordinal);
        Assert.Contains("<ol class=\"code\"", await served.Http.GetStringAsync($"runs/{run}/bundle?file=REVIEW.md&source=true"), StringComparison.Ordinal);

        var picture = await served.Http.GetAsync($"api/v1/runs/{run}/bundle/files/architecture-dev.svg");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", Assert.Single(picture.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var zip = new ZipArchive(await served.Http.GetStreamAsync($"api/v1/runs/{run}/bundle.zip"));
        Assert.Contains(zip.Entries, entry => entry.FullName == "infrastructure/Network.cs");
    }

    [Fact]
    public async Task Bundle_OfAnAppWithMarkupEverywhere_ShowsItAsText()
    {
        var run = (await WrittenRun.WithBundleAsync(served.Home, "20260101-000000-hello-node-dev-b002", "hello-node", null,
            (EvilName, Evil), ("evil.md", $"# {Evil}\n[go](javascript:alert(1)) <javascript:alert(1)> [up](../../../etc/passwd) ![x](https://evil.example/x.png) [file]({Uri.EscapeDataString(EvilName)})\n"))).RunId;
        foreach (var path in new[] { "", "?file=" + Uri.EscapeDataString("app/" + EvilName), "?file=app%2Fevil.md", "?file=app%2Fevil.md&source=true" })
        {
            var page = await served.Http.GetStringAsync($"runs/{run}/bundle{path}");
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"javascript:", page, StringComparison.Ordinal);
            Assert.DoesNotContain("src=\"https://evil", page, StringComparison.Ordinal);
            Assert.DoesNotContain("etc/passwd\"", page, StringComparison.Ordinal);
        }

        var raw = await served.Http.GetAsync($"api/v1/runs/{run}/bundle/files/{BundleFileView.Escape("app/" + EvilName)}");
        Assert.Equal("text/plain", raw.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("runs/{0}/bundle?file=..%2Fjournal.jsonl")]
    [InlineData("runs/{0}/bundle?file=%2Fetc%2Fpasswd")]
    [InlineData("api/v1/runs/{0}/bundle/files/..%2Fjournal.jsonl")]
    [InlineData("api/v1/runs/{0}/bundle/files/%2Fetc%2Fpasswd")]
    [InlineData("api/v1/runs/{0}/bundle/files/infrastructure")]
    [InlineData("api/v1/runs/none/bundle.zip")]
    public async Task Bundle_PathTricks_Are404(string path)
    {
        var run = (await WrittenRun.WithBundleAsync(served.Home, $"20260101-000000-hello-node-dev-{Guid.NewGuid().ToString("N")[..4]}", "hello-node")).RunId;
        Assert.Equal(HttpStatusCode.NotFound, (await served.Http.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, run))).StatusCode);
    }

    [Fact]
    public async Task DiffAndComparison_OfTwoRuns_SayWhatDiffers()
    {
        var left = (await WrittenRun.WithBundleAsync(served.Home, "20260101-000000-hello-node-dev-d001", "hello-node", null, ("server.js", "one\n"))).RunId;
        var right = (await WrittenRun.WithBundleAsync(served.Home, "20260101-000000-hello-node-dev-d002", "hello-node",
            text => text.Replace("\"cpu\": 256", "\"cpu\": 512", StringComparison.Ordinal).Replace("\"memory\": 512", "\"memory\": 1024", StringComparison.Ordinal), ("server.js", $"{Evil}\n"))).RunId;

        var diff = await served.Http.GetStringAsync($"runs/{right}/bundle/diff?with={left}");
        Assert.Contains("web-task", diff, StringComparison.Ordinal);
        Assert.Contains("<span class=\"less\">-one", diff, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", diff, StringComparison.Ordinal);
        Assert.Contains("both bundles are the same", await served.Http.GetStringAsync($"runs/{left}/bundle/diff?with={left}"), StringComparison.Ordinal);

        var comparison = await served.Http.GetStringAsync($"compare?left={left}&right={right}");
        Assert.Contains("class=\"differs\"><th scope=\"row\">Cost a month", comparison, StringComparison.Ordinal);
        Assert.DoesNotContain(served.Home, comparison, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await served.Http.GetAsync($"compare?left=none&right={right}")).StatusCode);
    }
}
