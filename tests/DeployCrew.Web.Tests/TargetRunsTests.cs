using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Web.Tests;

/// <summary>Whatever acts on a target is a run, by the API: plans, rollbacks, destruction.</summary>
[Trait("Category", "long")]
public sealed class TargetRunsTests(Served served) : IClassFixture<Served>
{
    [Fact]
    public async Task Plan_ThatNeedsApproval_RunsOnlyWhenApproved()
    {
        var upload = await served.UploadAsync("hello-static", requirements =>
        {
            requirements["project"] = "planned";
            requirements["environments"]!["dev"]!["approval"] = "required";
        });
        var planning = await served.RunAsync("api/v1/plans", new { upload, environment = "dev", target = "local" });
        Assert.Equal("planned", planning["state"]!.ToString());
        Assert.Equal("plan", planning["kind"]!.ToString());

        var page = await served.Http.GetStringAsync($"runs/{planning["runId"]}");
        Assert.Contains("72 to create", page, StringComparison.Ordinal);
        var hash = System.Text.RegularExpressions.Regex.Match(page, "id=\"approve\"[^>]*data-plan=\"([0-9a-f]{64})\"").Groups[1].Value;
        Assert.StartsWith("<svg", await served.Http.GetStringAsync($"api/v1/runs/{planning["runId"]}/diagram.svg"), StringComparison.Ordinal);
        Assert.True((await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/plans/{hash}"))!["needsApproval"]!.GetValue<bool>());

        var (status, refusal) = await served.PostAsync("api/v1/runs", new { plan = hash });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "DC4068"), (status, refusal["code"]!.ToString()));
        var (_, approved) = await served.PostAsync($"api/v1/plans/{hash}/approve");
        Assert.Equal(Environment.UserName, approved["approval"]!["by"]!.ToString());
        Assert.DoesNotContain(served.Home, approved.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Run the approved plan", await served.Http.GetStringAsync($"runs/{planning["runId"]}"), StringComparison.Ordinal);

        Assert.Equal("verified", (await served.RunAsync("api/v1/runs", new { plan = hash }))["state"]!.ToString());
    }

    [Fact]
    public async Task Rollback_AfterASecondVersion_TheFirstServesThenDestroyTakesItAll()
    {
        async Task<JsonNode> DeployAsync(string greeting) => await served.RunAsync("api/v1/runs", new
        {
            upload = await served.UploadAsync("hello-static", requirements => requirements["project"] = "back", SampleApp.Zip("index.html", greeting)),
            environment = "dev",
            target = "local",
        });
        var first = await DeployAsync("one");
        var second = await DeployAsync("two");
        Assert.Equal("verified", second["state"]!.ToString());
        var page = await served.Http.GetStringAsync($"runs/{second["runId"]}");
        foreach (var run in new[] { first, second })
            Assert.Contains(run["images"]!["web"]!.ToString().Split('@')[1], page, StringComparison.Ordinal);

        var back = await served.RunAsync($"api/v1/runs/{second["runId"]}/rollback", new { });
        Assert.Equal(("rollback", "verified"), (back["kind"]!.ToString(), back["state"]!.ToString()));
        Assert.Equal(first["images"]!.ToJsonString(), back["images"]!.ToJsonString());
        var forward = await served.RunAsync($"api/v1/runs/{second["runId"]}/rollback", new { to = second["images"]!["web"]!.ToString().Split('@')[1], service = "web" });
        Assert.Equal(second["images"]!.ToJsonString(), forward["images"]!.ToJsonString());

        var (status, refusal) = await served.PostAsync($"api/v1/runs/{second["runId"]}/destroy", new { confirm = "back/prod" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "DC4083"), (status, refusal["code"]!.ToString()));
        var destroyed = await served.RunAsync($"api/v1/runs/{second["runId"]}/destroy", new { confirm = "back/dev", includeProtected = false });
        Assert.Equal(("destroy", "destroyed"), (destroyed["kind"]!.ToString(), destroyed["state"]!.ToString()));
        Assert.Equal("destroy", destroyed["stages"]![0]!["name"]!.ToString());
        var again = await served.RunAsync($"api/v1/runs/{second["runId"]}/destroy", new { confirm = "back/dev", includeProtected = false });
        Assert.Equal(("failed", "DC4085"), (again["state"]!.ToString(), again["error"]!["code"]!.ToString()));
    }

    [Theory]
    [InlineData("api/v1/plans/0123456789ab")]
    [InlineData("api/v1/plans/..%2F..%2Fkeys")]
    [InlineData("api/v1/plans/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Plan_Unknown_Is404(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await served.Http.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await served.PostAsync(path + "/approve")).Status);
    }
}
