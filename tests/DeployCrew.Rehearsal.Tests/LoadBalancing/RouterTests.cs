using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.LoadBalancing;

public sealed class RouterTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly StateStore store;
    private readonly Router router;
    private readonly ListenerState listener = new() { Arn = "https", Protocol = "HTTPS", Port = 8443 };

    public RouterTests()
    {
        store = new StateStore(folder.Path, TimeProvider.System);
        router = new Router(store);
        store.Change(state => state.LoadBalancers["lb"] = new LoadBalancerState { Arn = "lb", Name = "lb", Listeners = { listener } });
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("/", "web")]
    [InlineData("/api", "api")]
    [InlineData("/api/x", "api")]
    [InlineData("/apix", "web")]
    [InlineData("/API", "web")]
    [InlineData("/v1/items", "numbered")]
    [InlineData("/v12/items", "web")]
    public void Decide_Path_TakesTheFirstRuleByPriority(string path, string group)
    {
        Rule(30, "web", ["/*"]);
        Rule(10, "api", ["/api", "/api/*"]);
        Rule(20, "numbered", ["/v?/*"]);

        Assert.Equal(group, router.Decide("https", new("hello.test", path)).Target!.TaskId);
    }

    [Theory]
    [InlineData("admin.hello.test", "admin")]
    [InlineData("ADMIN.Hello.Test", "admin")]
    [InlineData("hello.test", "web")]
    public void Decide_Host_IgnoresCase(string host, string group)
    {
        Rule(20, "web", ["/*"]);
        Rule(10, "admin", [], ["*.hello.test"]);

        Assert.Equal(group, router.Decide("https", new(host, "/")).Target!.TaskId);
    }

    [Fact]
    public void Decide_Weights_AreKeptOverRequests()
    {
        Group("blue");
        Group("green");
        store.Change(_ => listener.Rules.Add(new RuleState { Arn = "r", Priority = 1, PathPatterns = ["/*"], Weights = new() { ["blue"] = 90, ["green"] = 10 } }));

        var counts = Enumerable.Range(0, 200).Select(_ => router.Decide("https", new("h", "/")).Target!.TaskId).CountBy(id => id).ToDictionary();

        Assert.Equal((180, 20), (counts["blue"], counts["green"]));
    }

    [Fact]
    public void Decide_WeightsChange_HoldForTheNextRequest()
    {
        Group("blue");
        Group("green");
        var rule = new RuleState { Arn = "r", Priority = 1, PathPatterns = ["/*"], Weights = new() { ["blue"] = 100, ["green"] = 0 } };
        store.Change(_ => listener.Rules.Add(rule));

        for (var change = 0; change < 10; change++)
        {
            var (blue, green) = change % 2 == 0 ? (100, 0) : (0, 100);
            store.Change(_ => rule.Weights = new(StringComparer.Ordinal) { ["blue"] = blue, ["green"] = green });
            Assert.Equal(blue > 0 ? "blue" : "green", router.Decide("https", new("h", "/")).Target!.TaskId);
        }
    }

    [Fact]
    public void Decide_ManyAtOnceWhileOtherThingsChange_KeepsTheWeights()
    {
        Group("blue");
        Group("green");
        store.Change(_ => listener.Rules.Add(new RuleState { Arn = "r", Priority = 1, PathPatterns = ["/*"], Weights = new() { ["blue"] = 90, ["green"] = 10 } }));
        var green = 0;

        Parallel.For(0, 20_000, number =>
        {
            if (number % 10 == 0)
                store.Change(state => state.Alarms["a"] = $"{number}");
            if (router.Decide("https", new("h", "/")).Target!.TaskId == "green")
                Interlocked.Increment(ref green);
        });

        Assert.Equal(2000, green);
    }

    [Theory]
    [InlineData("healthy", true)]
    [InlineData("draining", false)]
    public void IsServing_TargetOfADecision_UntilItDrains(string health, bool serving)
    {
        Rule(1, "web", ["/*"]);
        store.Change(state => state.TargetGroups["web"].Targets.Add(Target("other", "healthy")));
        var chosen = router.Decide("https", new("h", "/")).Target!;

        store.Change(state => state.TargetGroups["web"].Targets.Find(target => target.TaskId == chosen.TaskId)!.Health = health);

        Assert.Equal(serving, router.IsServing("https", chosen));
    }

    [Fact]
    public void Decide_SeveralTargets_TakesHealthyOnesInTurn()
    {
        Rule(1, "web", ["/*"]);
        store.Change(state => state.TargetGroups["web"].Targets.AddRange([Target("second", "healthy"), Target("sick", "unhealthy"), Target("leaving", "draining"), Target("new", "initial")]));

        var seen = Enumerable.Range(0, 20).Select(_ => router.Decide("https", new("h", "/")).Target!.TaskId).CountBy(id => id).ToDictionary();

        Assert.Equal(new Dictionary<string, int> { ["web"] = 10, ["second"] = 10 }, seen);
    }

    [Theory]
    [InlineData("unhealthy", true)]
    [InlineData("initial", false)]
    [InlineData("draining", false)]
    public void Decide_NoHealthyTarget_FailsOpenToUnhealthyOnes(string health, bool forwarded)
    {
        Rule(1, "web", ["/*"]);
        store.Change(state => state.TargetGroups["web"].Targets.Single().Health = health);

        var decision = router.Decide("https", new("h", "/"));

        Assert.Equal((forwarded, forwarded ? 0 : 503), (decision.Target is not null, decision.Status));
    }

    [Fact]
    public void Decide_NoRule_TakesTheDefaultAction()
    {
        store.Change(_ => listener.DefaultActions = [new JsonObject
        {
            ["Type"] = "fixed-response", ["FixedResponseConfig"] = new JsonObject { ["StatusCode"] = "404", ["ContentType"] = "text/html", ["MessageBody"] = "nothing here" },
        }]);

        var decision = router.Decide("https", new("h", "/"));

        Assert.Equal((404, "text/html", "nothing here"), (decision.Status, decision.ContentType, decision.Body));
    }

    [Fact]
    public void Decide_Redirect_GoesToThePortOfTheHttpsListener()
    {
        store.Change(state => state.LoadBalancers["lb"].Listeners.Add(new ListenerState
        {
            Arn = "http",
            Protocol = "HTTP",
            DefaultActions = [new JsonObject { ["Type"] = "redirect", ["RedirectConfig"] = new JsonObject { ["Port"] = "443" } }],
        }));

        Assert.Equal("8443", router.Decide("http", new("h", "/")).Redirect!.Port);
    }

    [Theory]
    [InlineData("#{protocol}", "#{host}", "#{port}", "/#{path}", "#{query}", "http://h.test:8080/a/b?x=1")]
    [InlineData("HTTPS", "other.test", "443", "/new/#{path}", "", "https://other.test:443/new/a/b")]
    [InlineData("HTTPS", "www.#{host}", "#{port}", "/", "y=2&#{query}", "https://www.h.test:8080/?y=2&x=1")]
    public void Location_Placeholders_AreTheRequestsOwn(string protocol, string host, string port, string path, string query, string location) =>
        Assert.Equal(location, new Redirection(protocol, host, port, path, query).Location("http", "h.test", 8080, "/a/b", "x=1"));

    [Fact]
    public void Decide_RuleThatAnswersItself_DoesNotForward()
    {
        store.Change(_ => listener.Rules.Add(new RuleState
        {
            Arn = "r",
            Priority = 1,
            PathPatterns = ["/*"],
            Actions = [new JsonObject { ["Type"] = "fixed-response", ["FixedResponseConfig"] = new JsonObject { ["StatusCode"] = "410", ["MessageBody"] = "gone" } }],
        }));

        var decision = router.Decide("https", new("h", "/"));

        Assert.Equal((410, "text/plain", "gone"), (decision.Status, decision.ContentType, decision.Body));
    }

    [Fact]
    public void Decide_ListenerThatIsGone_Answers503() => Assert.Equal(503, router.Decide("none", new("h", "/")).Status);

    private void Rule(int priority, string group, List<string> paths, List<string>? hosts = null)
    {
        Group(group);
        store.Change(_ => listener.Rules.Add(new RuleState
        {
            Arn = group,
            Priority = priority,
            PathPatterns = paths,
            Hosts = hosts ?? [],
            Weights = new() { [group] = 100 },
        }));
    }

    private void Group(string name) => store.Change(state => state.TargetGroups[name] = new TargetGroupState { Arn = name, Name = name, Targets = { Target(name, "healthy") } });

    private static TargetState Target(string task, string health) => new() { TaskId = task, Address = "127.0.0.1", Port = 1, Health = health };
}
