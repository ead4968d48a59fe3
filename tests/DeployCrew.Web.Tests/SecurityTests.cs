using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Policy;
using DeployCrew.Plans;

namespace DeployCrew.Web.Tests;

/// <summary>What the page must not do for strangers.</summary>
public sealed class SecurityTests(Served served) : IClassFixture<Served>
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    public async Task Post_FromAnotherSite_Is403AndNothingHappens(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/projects") { Content = Served.Form("hello-node") };
        request.Headers.TryAddWithoutValidation(header, value);
        var answer = await served.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("DC9106", await CodeAsync(answer));
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task Upload_TooLarge_Is413AndNothingIsLeft()
    {
        var answer = await served.PostWaitingAsync("api/v1/projects", Served.Form("hello-node", null, new byte[2 << 20]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(Uploads());
    }

    [Theory]
    [InlineData("text/plain", "{}")]
    [InlineData("multipart/form-data; boundary=x", "nothing of the kind")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"../../etc/passwd\"; filename=\"x\"\r\n\r\nroot\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"app\"; filename=\"../../../x\"\r\n\r\nroot\r\n--x--\r\n")]
    public async Task Upload_NoSuchForm_Is400AndNothingIsLeft(string type, string body)
    {
        using var content = new StringContent(body, Encoding.ASCII);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await served.Http.PostAsync("api/v1/projects", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(Uploads());
    }

    [Theory]
    [InlineData("api/v1/projects/..%2F..%2Fkeys")]
    [InlineData("api/v1/runs/..%2F..%2F..%2Fetc")]
    [InlineData("api/v1/runs/x/files/..%2Fjournal.jsonl")]
    [InlineData("api/v1/runs/x/logs/..%2F..%2Fkeys")]
    [InlineData("assets/..%2Fapp.css")]
    [InlineData("runs/none")]
    public async Task Get_PathTricks_Are404(string path)
    {
        var answer = await served.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Page_OfARunWithMarkupEverywhere_ShowsItAsText()
    {
        const string Evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        var run = Written("20260101-000000-evil-dev-0001", Evil);
        var page = await served.Http.GetStringAsync($"runs/{run}");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", await served.Http.GetStringAsync(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAPlanWithMarkupEverywhere_ShowsItAsText()
    {
        const string Evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        var text = await File.ReadAllTextAsync(Path.Combine(Served.Root, "samples", "hello-node", "requirements.json"));
        var request = new RunRequest("r.json", null, Evil, "dev", "local") { PlanOnly = true };
        var binding = new PlanBinding(Evil, "dev", "local", Evil, Evil, Evil, Evil, "", "", "", new Dictionary<string, string> { [Evil] = Evil }, [Evil]);
        var plan = new DeploymentPlan(
            new PlanRecord(binding.Hash(), binding, request, [Evil], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, true, null),
            [new ResourceChange(ChangeKind.Update, Evil, Evil, [new PropertyChange(Evil, Evil, Evil, true)]) { Remark = Evil }], 1,
            [new Finding(Evil, PolicySeverity.High, Evil, Evil, Evil, Evil, Evil)], PlanCost.Of(RequirementsReader.Read("r.json", text).Document, null, "dev"),
            [new ErrorReport(Evil, Evil, Evil, [Evil])], true);
        var run = WrittenRun.In(served.Home, "20260101-000000-evilplan-dev-0001", request, journal => journal.Append(JournalKinds.Output, "plan", "deployment-plan", plan)).RunId;

        var page = await served.Http.GetStringAsync($"runs/{run}");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.True(page.Split("&lt;script&gt;").Length > 8, "every field is there, as text");
    }

    [Fact]
    public async Task Answers_OfARunWithPathsOfThisMachine_DoNotShowThem()
    {
        var run = Written("20260101-000000-paths-dev-0002", $"{served.Home}/runs/secret");
        foreach (var path in new[] { "", $"runs/{run}", "api/v1/runs", $"api/v1/runs/{run}" })
            Assert.DoesNotContain(served.Home, await served.Http.GetStringAsync(path), StringComparison.Ordinal);
        var events = await served.EventsAsync(run, "stage.ended");
        Assert.All(events, one => Assert.DoesNotContain(served.Home, one.Data, StringComparison.Ordinal));
        Assert.Contains("…/runs/secret", events[^1].Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs/none", "text/html,application/xhtml+xml", "text/html")]
    [InlineData("nowhere/at.all", "text/html", "text/html")]
    [InlineData("<script>alert(1)</script>", "text/html", "text/html")]
    [InlineData("runs/none", "*/*", "application/problem+json")]
    [InlineData("api/v1/runs/none", "text/html", "application/problem+json")]
    [InlineData("api/v1/nowhere", "application/json", "application/problem+json")]
    public async Task Get_NothingThere_IsAnsweredAsItWasAskedFor(string path, string accepted, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accepted);
        var answer = await served.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.NotFound, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatAnotherProcessWorksOn_IsRunningUntilItLetsGo()
    {
        var run = WrittenRun.In(served.Home, "20260101-000000-held-dev-0003", new RunRequest($"{served.Home}/r.json", null, "held", "dev", "local")).RunId;
        async Task<string> StateAsync() => (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!["state"]!.ToString();
        Assert.Equal("stopped", await StateAsync());
        using (Lease.Take(new Home(served.Home), "local", "held", "dev", run))
            Assert.Equal("running", await StateAsync());
        Assert.Equal("stopped", await StateAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("new")]
    [InlineData("api/v1/runs")]
    [InlineData("assets/app.css")]
    [InlineData("runs/none")]
    public async Task Answers_AllOfThem_HaveAPolicyWithoutInlineScript(string path)
    {
        var answer = await served.Http.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.1.2.3")]
    public async Task Start_OnAnAddressForOthers_IsRefused(string address)
    {
        var error = await Assert.ThrowsAsync<DeployError>(() => WebServer.RunAsync(new WebOptions(IPAddress.Parse(address), 0), served.App.Services, _ => { }, default));
        Assert.Equal("DC9101", error.Code);
        Assert.Equal(["DC9140", "DC9141", "DC9142"], error.Details.Select(line => line[..6]));
    }

    [Fact]
    public async Task Run_OfAHostileZip_FailsWithItsCode()
    {
        var run = await served.StartRunAsync(await served.UploadAsync("hello-node", requirements => requirements["project"] = "hostile", SampleApp.Zip("../../evil", "x")));
        await served.EventsAsync(run, "run.ended");
        var summary = (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!;
        Assert.Equal("failed", summary["state"]!.ToString());
        Assert.StartsWith("DC31", summary["error"]!["code"]!.ToString(), StringComparison.Ordinal);
    }

    private string[] Uploads() => Directory.Exists(Path.Combine(served.Home, "uploads")) ? Directory.GetFileSystemEntries(Path.Combine(served.Home, "uploads")) : [];

    private string Written(string id, string text) => WrittenRun.In(served.Home, id, new RunRequest($"{served.Home}/r.json", null, text, text, "local"), journal =>
    {
        journal.Append(JournalKinds.Progress, "plan", null, text);
        journal.Append(JournalKinds.StageEnded, "plan", null, new StageResult("plan", StageStatus.Failed, 1, null, new ErrorReport("DC1000", text, text, [text])));
    }).RunId;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]?.ToString();
}
