using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Tests;

/// <summary>The API's description: all of it, and valid.</summary>
public sealed partial class DescriptionTests(Served served) : IClassFixture<Served>
{
    private const string Validator = "DEPLOYCREW_TEST_OPENAPI";

    [Fact]
    public async Task Description_OfTheApi_HasEveryRouteWithItsNameAndItsFailures()
    {
        var paths = (await DescribedAsync())["paths"]!.AsObject();
        var routes = served.Routes.Where(route => Pattern(route).StartsWith("/api/", StringComparison.Ordinal) && !Pattern(route).EndsWith("openapi.json", StringComparison.Ordinal)).ToList();
        Assert.True(routes.Count > 20);
        foreach (var route in routes)
        {
            var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods;
            var operation = paths[Pattern(route)]?[methods.Single().ToLowerInvariant()];
            Assert.True(operation is not null, $"{methods.Single()} {Pattern(route)} is not described");
            Assert.NotEmpty(operation["operationId"]!.ToString());
            Assert.NotEmpty(operation["summary"]!.ToString());
            Assert.Contains(operation["responses"]!.AsObject(), answer => answer.Key[0] == '2');
            if (Pattern(route).Contains('{', StringComparison.Ordinal))
                Assert.NotNull(operation["responses"]!["404"]!["content"]!["application/problem+json"]);
        }

        Assert.DoesNotContain(paths, path => !path.Key.StartsWith("/api/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Description_OfARun_IsWhatIsAnswered()
    {
        var run = WrittenRun.In(served.Home, "20260101-000000-told-dev-0001", new Core.Runs.RunRequest("r.json", null, "told", "dev", "local")).RunId;
        var schemas = (await DescribedAsync())["components"]!["schemas"]!;
        var answer = (await served.Http.GetFromJsonAsync<JsonNode>($"api/v1/runs/{run}"))!.AsObject();
        Assert.All(answer, field => Assert.NotNull(schemas["RunSummary"]!["properties"]![field.Key]));
        var problem = JsonNode.Parse(await (await served.Http.GetAsync("api/v1/runs/none")).Content.ReadAsStringAsync())!.AsObject();
        Assert.All(problem, field => Assert.NotNull(schemas["ProblemAnswer"]!["properties"]![field.Key]));
    }

    [RealFact(Validator)]
    [Trait("Category", "real")]
    public async Task Description_BySomebodyElsesReading_IsValid()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.In("openapi.json"), (await DescribedAsync()).ToJsonString());
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand("node", [Environment.GetEnvironmentVariable(Validator)!, folder.In("openapi.json")]), default);
        Assert.True(result.ExitCode == 0, string.Join("\n", result.Errors));
    }

    private async Task<JsonNode> DescribedAsync() => (await served.Http.GetFromJsonAsync<JsonNode>("api/v1/openapi.json"))!;

    private static string Pattern(RouteEndpoint route) => CatchAll().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), "{");

    [GeneratedRegex(@"\{\*+")]
    private static partial Regex CatchAll();
}
