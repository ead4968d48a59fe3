using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Web.Tests;

public sealed class ProjectsApiTests(Served served) : IClassFixture<Served>
{
    [Fact]
    public async Task Validate_Problems_AllAtTheirLines()
    {
        var answer = await (await served.Http.PostAsync("api/v1/validate", new StringContent("{\n  \"version\": 1,\n  \"project\": \"A B\"\n}"))).Content.ReadFromJsonAsync<JsonNode>();
        Assert.False(answer!["valid"]!.GetValue<bool>());
        var problems = answer["problems"]!.AsArray();
        Assert.True(problems.Count > 1);
        Assert.Contains(problems, one => one!["path"]!.ToString() == "project" && one["line"]!.GetValue<int>() == 3);
        Assert.All(problems, one => Assert.NotEmpty(one!["remedy"]!.ToString()));
    }

    [Fact]
    public async Task Upload_InvalidRequirements_Is422WithTheProblemsAndNothingIsKept()
    {
        var answer = await served.Http.PostAsync("api/v1/projects", Served.Form("hello-node", requirements => requirements["services"]!["web"]!["port"] = 0));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("DC1000", problem["code"]!.ToString());
        Assert.Equal("services/web/port", problem["problems"]![0]!["path"]!.ToString());
    }

    [Fact]
    public async Task Upload_Sample_SaysWhatWouldHappen()
    {
        var id = await served.UploadAsync("hello-node");
        var summary = (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/projects/{id}"))!;
        Assert.Equal("hello-node", summary["project"]!.ToString());
        var dev = summary["environments"]!.AsArray().Single(one => one!["name"]!.ToString() == "dev")!;
        Assert.Equal(72, dev["resources"]!.GetValue<int>());
        Assert.Equal(49.94m, dev["monthlyUsd"]!.GetValue<decimal>());
        Assert.StartsWith("<svg", await served.Http.GetStringAsync($"api/v1/projects/{id}/dev.svg"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "local", HttpStatusCode.UnprocessableEntity, "DC1902")]
    [InlineData("dev", "moon", HttpStatusCode.BadRequest, "DC9104")]
    [InlineData("prod", "local", HttpStatusCode.UnprocessableEntity, "DC4068")]
    public async Task Start_NotPossible_SaysWhy(string environment, string target, HttpStatusCode status, string code)
    {
        var answer = await served.Http.PostAsJsonAsync("api/v1/runs", new { upload = await served.UploadAsync("hello-node"), environment, target });
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.ToString());
    }
}
