using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Cli.Tests.Runs;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>A checkout of a sample on a runner, on which the action's steps are run as GitHub's runner runs them (tests/github/run-action.mjs).</summary>
internal sealed class Checkout : IAsyncDisposable
{
    public const string Repository = "acme/shop";
    private readonly TemporaryFolder folder = new();
    private int jobs;

    private Checkout(GitHubStandIn gitHub) => GitHub = gitHub;

    public GitHubStandIn GitHub { get; }

    /// <summary>Folder of the repository's files.</summary>
    public string Workspace => folder.In("work");

    /// <summary>DEPLOYCREW_HOME of the runner.</summary>
    public string Home => folder.In("home");

    /// <summary>Folder of an artifact that a job has uploaded.</summary>
    public string Artifact(string name) => folder.In("artifacts", name);

    /// <summary>Forgets what the runner has built: the next job is on another machine.</summary>
    public void ForgetBuilds() => Directory.Delete(Path.Combine(Home, "cache"), recursive: true);

    /// <summary>Further variables of the steps.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What is to happen before the job is cancelled; null: it is not.</summary>
    public (string Journals, string Text, bool Kill)? CancelWhen { get; set; }

    public static async Task<Checkout> CreateAsync(string sample, string project)
    {
        var checkout = new Checkout(await GitHubStandIn.StartAsync());
        foreach (var file in Directory.GetFiles(Tests.Repository.Sample(sample), "*", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(checkout.Workspace, Path.GetRelativePath(Tests.Repository.Sample(sample), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        CliHome.Edit(checkout.Workspace, requirements => requirements["project"] = project);
        checkout.GitHub.Files["requirements.json"] = await File.ReadAllTextAsync(Path.Combine(checkout.Workspace, "requirements.json"));
        return checkout;
    }

    /// <summary>Runs the action once.</summary>
    public async Task<ActionResult> RunAsync(JsonObject payload, string eventName, params (string Name, string Value)[] inputs)
    {
        var number = ++jobs;
        var temporary = folder.In($"job{number}");
        Directory.CreateDirectory(temporary);
        var payloadFile = Path.Combine(temporary, "event.json");
        await File.WriteAllTextAsync(payloadFile, payload.ToJsonString());
        var job = new JsonObject
        {
            ["action"] = Tests.Repository.Root,
            ["workspace"] = Workspace,
            ["temporary"] = temporary,
            ["artifacts"] = folder.In("artifacts"),
            ["inputs"] = new JsonObject(inputs.Prepend(("program", await ProgramAsync())).Prepend(("target", "local")).DistinctByLast()),
            ["github"] = new JsonObject
            {
                ["token"] = GitHubStandIn.Token,
                ["job"] = "deploy",
                ["run_id"] = "4711",
                ["run_attempt"] = "1",
                ["action_repository"] = "deploycrew/deploycrew",
                ["event_name"] = eventName,
            },
            ["env"] = Environment(eventName, payloadFile),
        };
        if (CancelWhen is { } when)
            job["cancelWhen"] = new JsonObject { ["journals"] = when.Journals, ["text"] = when.Text, ["kill"] = when.Kill };
        await File.WriteAllTextAsync(Path.Combine(temporary, "job.json"), job.ToJsonString());
        var scripts = System.Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_GITHUB")!;
        var ran = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("node", ["--import", Path.Combine(scripts, "json-imports.mjs"), Path.Combine(scripts, "run-action.mjs"), Path.Combine(temporary, "job.json")]), CancellationToken.None);
        Assert.True(ran.ExitCode == 0, string.Join('\n', ran.Errors));
        return JsonSerializer.Deserialize<ActionResult>(string.Join('\n', ran.Output), JsonSerializerOptions.Web)!;
    }

    /// <summary>A push to main.</summary>
    public Task<ActionResult> PushAsync(params (string Name, string Value)[] inputs) =>
        RunAsync(new() { ["ref"] = "refs/heads/main", ["repository"] = new JsonObject { ["full_name"] = Repository } }, "push", inputs);

    /// <summary>A pull request from a branch of the repository, or from a fork.</summary>
    public Task<ActionResult> PullRequestAsync(string from, params (string Name, string Value)[] inputs) => RunAsync(
        new()
        {
            ["action"] = "synchronize",
            ["number"] = 7,
            ["pull_request"] = new JsonObject
            {
                ["number"] = 7,
                ["head"] = Side("feature", from, "b"),
                ["base"] = Side("main", Repository, "a"),
            },
        },
        "pull_request", inputs);

    public async ValueTask DisposeAsync()
    {
        await new SystemProcessRunner().RunAsync(
            new ProcessCommand("dotnet", [Tests.Repository.Program, "local", "down"]) { Environment = new Dictionary<string, string?> { ["DEPLOYCREW_HOME"] = Home } }, CancellationToken.None);
        await GitHub.DisposeAsync();
        await HoldsAgainstGitHubAsync();
        folder.Dispose();
    }

    // Every exchange of every test, by GitHub's own description of its API.
    private async Task HoldsAgainstGitHubAsync()
    {
        if (GitHub.Exchanges() is not { Length: > 0 } exchanges)
            return;
        await File.WriteAllTextAsync(folder.In("exchanges"), exchanges);
        var held = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("node", [Path.Combine(System.Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_GITHUB")!, "exchanges.mjs"), folder.In("exchanges")]), CancellationToken.None);
        Assert.True(held.ExitCode == 0, string.Join('\n', held.Output));
    }

    private static JsonObject Side(string branch, string repository, string sha) =>
        new() { ["ref"] = branch, ["sha"] = new string(sha[0], 40), ["repo"] = new JsonObject { ["full_name"] = repository, ["fork"] = repository != Repository } };

    private JsonObject Environment(string eventName, string payloadFile)
    {
        var environment = new JsonObject
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH"),
            ["HOME"] = folder.In("user"),
            ["DEPLOYCREW_HOME"] = Home,
            ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock",
            ["RUNNER_OS"] = "Linux",
            ["RUNNER_ARCH"] = "X64",
            ["GITHUB_EVENT_NAME"] = eventName,
            ["GITHUB_EVENT_PATH"] = payloadFile,
            ["GITHUB_REPOSITORY"] = Repository,
            ["GITHUB_SHA"] = new string('b', 40),
            ["GITHUB_RUN_ID"] = "4711",
            ["GITHUB_API_URL"] = $"{GitHub.Address}".TrimEnd('/'),
            ["GITHUB_SERVER_URL"] = $"{GitHub.Address}".TrimEnd('/'),
        };
        foreach (var name in new[] { "DOTNET_ROOT", "DOTNET_STARTUP_HOOKS", "DEPLOYCREW_TEST_WIRE" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
                environment[name] = value;
        }

        foreach (var (name, value) in Variables)
            environment[name] = value;
        return environment;
    }

    // The tested build as one program, as a runner has it.
    private async Task<string> ProgramAsync()
    {
        var program = folder.In("deploycrew");
        if (!File.Exists(program))
        {
            await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{Tests.Repository.Program}' \"$@\"\n");
            await new SystemProcessRunner().RunAsync(new ProcessCommand("chmod", ["+x", program]), CancellationToken.None);
        }

        return program;
    }
}

/// <summary>What a job came to.</summary>
internal sealed record ActionResult(
    string Conclusion, IReadOnlyList<ActionStep> Steps, IReadOnlyDictionary<string, string> Outputs, IReadOnlyList<Annotation> Annotations, string Summary, IReadOnlyList<UsedAction> Uses)
{
    public ActionStep Job => Steps.Single(step => step.Id == "job");

    public string Log => string.Join('\n', Steps.Select(step => $"--- {step.Name}: {step.Outcome} {step.Code}\n{step.Log}"));
}

internal sealed record ActionStep(string? Name, string? Id, string Outcome, int? Code, IReadOnlyDictionary<string, string> Outputs, string Log);

internal sealed record Annotation(string Level, string Message, string? Title, string? File, string? Line);

internal sealed record UsedAction(string Uses, IReadOnlyDictionary<string, string> With);

file static class Inputs
{
    public static IEnumerable<KeyValuePair<string, JsonNode?>> DistinctByLast(this IEnumerable<(string Name, string Value)> inputs) =>
        inputs.GroupBy(input => input.Name).Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Last().Value));
}
