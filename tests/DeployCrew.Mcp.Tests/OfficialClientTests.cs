using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Mcp.Tests;

/// <summary>What the official TypeScript client makes of the server: it holds every message against the protocol's schema, and answers against their tools'.</summary>
[Trait("Category", "real")]
public sealed class OfficialClientTests(OfficialClient official) : IClassFixture<OfficialClient>
{
    private const string List = """{"list":true}""";

    [RealFact("DEPLOYCREW_TEST_MCP")]
    public async Task Session_NothingSwitchedOn_PlansAndRefusesTheRest()
    {
        var session = await official.SessionAsync(null, List,
            Call("plan", """{"path":"hello","environment":"dev"}"""), Call("explain", """{"path":"hello","environment":"dev"}"""), Call("estimate", """{"path":"hello"}"""), Call("policy", """{"path":"hello"}"""),
            Call("run", $$"""{"plan":"{{new string('0', 64)}}"}"""), Call("plan", """{"path":"../elsewhere"}"""), Call("plan", """{"path":"hello","spell":1}"""));

        var results = session["results"]!.AsArray();
        Assert.Equal(10, results[0]!["tools"]!.AsArray().Count);
        var listed = results[0]!["milliseconds"]!.GetValue<double>();
        Assert.InRange(listed, 0, 5000);
        await RecordAsync($"tools listed {listed.ToString("0", CultureInfo.InvariantCulture)} ms after the process was started, by the TypeScript client");
        Assert.Equal(64, Content(results[1])["hash"]!.ToString().Length);
        Assert.All(results.Skip(2).Take(3), result => Content(result));
        Assert.Equal(["DC2051", "DC2050", "DC1011"], results.Skip(5).Select(Code));
        Assert.Empty(session["unexpected"]!.AsArray());
        Assert.DoesNotContain(official.Home, session.ToJsonString(), StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_MCP")]
    public async Task Session_SwitchedOn_RunsRollsBackAndDestroysByHash()
    {
        const string Dev = """{"path":"hello","environment":"dev"}""";
        var wrong = new string('0', 64);
        var first = await RunAsync("hello");
        await File.AppendAllTextAsync(Path.Combine(official.Root, "hello", "app", "server.js"), "\n// another version\n");
        var second = await RunAsync("hello");
        Assert.NotEqual(first["images"]!.ToJsonString(), second["images"]!.ToJsonString());
        var seen = await official.SessionAsync("rollback,destroy", List, Call("status", "{}"), Call("status", Dev), Call("logs", "{}"), Call("logs", """{"path":"hello","environment":"dev","service":"web"}"""),
            Call("diagnose", "{}"), Call("plan_rollback", Dev), Call("plan_destroy", Dev), Call("rollback", With(Dev, wrong)), Call("destroy", With(Dev, wrong, "hello-node/dev")));

        var results = seen["results"]!.AsArray();
        Assert.Equal("verified", Content(results[1])["run"]!["state"]!.ToString());
        Assert.Single(Content(results[2])["services"]![0]!["revisions"]!.AsArray());
        Assert.True(Content(results[3])["untrusted"]!.GetValue<bool>());
        Assert.Contains("listening", Content(results[4])["lines"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.False(Content(results[5])["hasFailed"]!.GetValue<bool>());
        Assert.Equal(["DC2054", "DC2054"], results.Skip(8).Select(Code));

        var (back, gone) = (Content(results[6]), Content(results[7]));
        var end = await official.SessionAsync("rollback,destroy", List, Call("rollback", With(Dev, back["hash"]!.ToString())), Call("rollback", With(Dev, back["hash"]!.ToString())),
            Call("destroy", With(Dev, gone["hash"]!.ToString(), "hello-node/dev")), Call("plan_destroy", Dev));
        results = end["results"]!.AsArray();
        Assert.Equal("verified", Content(results[1])["verdict"]!.ToString());
        Assert.Equal(first["images"]!.ToJsonString(), Content(results[1])["images"]!.ToJsonString());
        Assert.Equal("DC2054", Code(results[2]));
        Assert.Equal("destroyed", Content(results[3])["verdict"]!.ToString());
        Assert.Equal("DC4085", Code(results[4]));
    }

    [RealFact("DEPLOYCREW_TEST_MCP")]
    public async Task Session_ClientCancels_RunCanBeResumed()
    {
        Copy("cancelled", "hello-cancelled", "none");
        var hash = await PlanAsync("cancelled");

        var session = await official.SessionAsync("run", List, $$$"""{"call":"run","arguments":{"plan":"{{{hash}}}"},"cancelAfter":"provision …"}""",
            $"[{Call("runs", "{}")},{Call("estimate", """{"path":"hello"}""")}]");

        Assert.NotNull(session["results"]![1]!["protocolError"]);
        var run = Content(session["results"]![2]![0])["runs"]!.AsArray().First(one => one!["project"]!.ToString() == "hello-cancelled")!;
        Assert.NotEqual("verified", run["state"]!.ToString());
        Assert.Equal(0, await official.DeployCrewAsync("resume", run["runId"]!.ToString()));
    }

    [RealFact("DEPLOYCREW_TEST_MCP")]
    public async Task Session_ApprovalIsRequired_NothingGoesWithoutAPerson()
    {
        Copy("approved", "hello-approved", "required");
        var hash = await PlanAsync("approved");

        var refused = await official.SessionAsync("run", List, Call("run", $$"""{"plan":"{{hash}}"}"""));
        Assert.Equal("DC4068", Code(refused["results"]![1]));
        Assert.Equal(0, await official.DeployCrewAsync("approve", hash));
        var done = await official.SessionAsync("run", List, Call("run", $$"""{"plan":"{{hash}}"}"""));
        Assert.Equal("verified", Content(done["results"]![1])["verdict"]!.ToString());

        Copy("approved", "hello-approved", "none");
        var dev = """{"path":"approved","environment":"dev"}""";
        var after = await official.SessionAsync("run,destroy", List, Call("plan", dev), Call("plan_destroy", dev), Call("destroy", With(dev, new string('0', 64), "hello-approved/dev")));
        Assert.True(Content(after["results"]![1])["needsApproval"]!.GetValue<bool>());
        Assert.True(Content(after["results"]![2])["needsPerson"]!.GetValue<bool>());
        Assert.Equal("DC2055", Code(after["results"]![3]));
    }

    private static string Call(string tool, string arguments) => $$"""{"call":"{{tool}}","arguments":{{arguments}}}""";

    private static string With(string arguments, string preview, string? confirm = null)
    {
        var json = JsonNode.Parse(arguments)!;
        json["preview"] = preview;
        if (confirm is not null)
            json["confirm"] = confirm;
        return json.ToJsonString();
    }

    private static JsonNode Content(JsonNode? result)
    {
        Assert.True(result!["isError"]?.GetValue<bool>() is false && result["problems"]!.AsArray().Count == 0 && result["sameText"]!.GetValue<bool>(), result.ToJsonString());
        return result["content"]!;
    }

    private static string Code(JsonNode? result)
    {
        Assert.True(result!["isError"]?.GetValue<bool>() is true && result["problems"]!.AsArray().Count == 0, result.ToJsonString());
        return result["content"]!["errors"]![0]!["code"]!.ToString();
    }

    private static async Task RecordAsync(string line)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "measurements"));
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "mcp.txt"), [line]);
    }

    private async Task<string> PlanAsync(string path)
    {
        var planned = await official.SessionAsync(null, List, Call("plan", $$"""{"path":"{{path}}","environment":"dev"}"""));
        return Content(planned["results"]![1])["hash"]!.ToString();
    }

    private async Task<JsonNode> RunAsync(string path)
    {
        var session = await official.SessionAsync("run", List, Call("run", $$"""{"plan":"{{new string('0', 64)}}"}"""), Call("run", $$"""{"plan":"{{await PlanAsync(path)}}"}"""));
        Assert.Equal("DC4066", Code(session["results"]![1]));
        Assert.Equal("verified", Content(session["results"]![2])["verdict"]!.ToString());
        Assert.True(session["results"]![2]!["progress"]!.AsArray().Count > 5);
        return Content(session["results"]![2]);
    }

    private void Copy(string to, string project, string approval)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(official.Root, "hello"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(official.Root, to, Path.GetRelativePath(Path.Combine(official.Root, "hello"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        var requirements = Path.Combine(official.Root, to, "requirements.json");
        var json = JsonNode.Parse(File.ReadAllText(requirements))!;
        json["project"] = project;
        json["environments"]!["dev"]!["approval"] = approval;
        File.WriteAllText(requirements, json.ToJsonString());
    }
}
