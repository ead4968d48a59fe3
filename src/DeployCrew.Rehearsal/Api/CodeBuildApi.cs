using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.Machine;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>CodeBuild (API 2016-10-06): one project, whose builds run the commands of their buildspec on this machine.</summary>
internal sealed class CodeBuildApi(StateStore store, LocalMachine machine, LogsApi logs, LogStreams streams, string project, TimeProvider time)
{
    private const int Kept = 100;
    private const int DefaultMinutes = 60;
    private static readonly PageMembers Pages = PageMembers.Lower;

    public AwsService Service => new("codebuild", new ServiceFaults("InvalidInputException", "InvalidInputException", "InternalServerError"), new Dictionary<string, AwsOperation>
    {
        ["ListProjects"] = (request, call) => call.List("projects", Projects, name => name, request, Pages, 100, name => name),
        ["BatchGetProjects"] = (request, call) => new JsonObject
        {
            ["projects"] = request.Texts("names").Where(Projects.Contains).Select(name => (JsonNode?)CodeBuildJson.Project(name, call.Region)).ToJsonArray(),
            ["projectsNotFound"] = request.Texts("names").Where(name => !Projects.Contains(name)).ToJsonArray(),
        },
        ["StartBuild"] = Start,
        ["BatchGetBuilds"] = (request, _) => store.Read(state => new JsonObject
        {
            ["builds"] = request.Texts("ids").Where(state.Builds.ContainsKey).Select(id => (JsonNode?)CodeBuildJson.Build(state.Builds[id])).ToJsonArray(),
            ["buildsNotFound"] = request.Texts("ids").Where(id => !state.Builds.ContainsKey(id)).ToJsonArray(),
        }),
        ["StopBuild"] = Stop,
        ["ListBuilds"] = List,
        ["ListBuildsForProject"] = (request, call) => request.Text("projectName") == project ? List(request, call) : throw NoProject(request.Text("projectName")),
    });

    // Without a shell there is nothing that could build.
    private IReadOnlyList<string> Projects => OperatingSystem.IsWindows() ? [] : [project];

    /// <summary>What ran when the cloud was stopped does not run any more.</summary>
    public void Recover() => store.ChangeIf(state =>
    {
        var lost = state.Builds.Values.Where(one => one.EndedAt is null).ToArray();
        foreach (var one in lost)
            CodeBuildPhases.End(one, new ScriptEnd(ScriptOutcome.Ended, -1), time.GetUtcNow());
        return lost.Length > 0;
    });

    private JsonObject Start(JsonObject request, AwsCall call)
    {
        if (request.Text("projectName") is var name && name != project)
            throw NoProject(name);
        if (request.Text("sourceTypeOverride") is { } source and not "NO_SOURCE")
            throw new AwsFault("InvalidInputException", $"The local cloud builds with NO_SOURCE only, not {source}.");
        var spec = Buildspec.Parse(request.Text("buildspecOverride") ?? throw new AwsFault("InvalidInputException", "The local cloud's project has no buildspec of its own: buildspecOverride is needed."));
        var variables = new Dictionary<string, string>(spec.Variables, StringComparer.Ordinal);
        foreach (var one in request.Objects("environmentVariablesOverride"))
            variables[one.Text("name")!] = one.Text("type") is null or "PLAINTEXT" ? one.Text("value")! : throw new AwsFault("InvalidInputException", "The local cloud takes PLAINTEXT variables only.");
        var token = request.Text("idempotencyToken");
        var (build, isNew) = store.Change(state =>
        {
            if (token is not null && state.Builds.Values.FirstOrDefault(one => one.Token == token) is { } known)
                return (known, false);
            var made = new BuildState
            {
                Id = $"{project}:{Guid.NewGuid()}",
                Region = call.Region,
                Number = state.Builds.Values.Select(one => one.Number).DefaultIfEmpty().Max() + 1,
                Token = token,
                TimeoutMinutes = request.Number("timeoutInMinutesOverride") ?? DefaultMinutes,
                Variables = variables,
                StartedAt = time.GetUtcNow(),
            };
            CodeBuildPhases.Begin(made);
            state.Builds[made.Id] = made;
            foreach (var old in state.Builds.Values.Where(one => one.EndedAt is not null).OrderByDescending(one => one.Number).Skip(Kept).ToArray())
                state.Builds.Remove(old.Id);
            return (made, true);
        });
        var answer = store.Read(_ => new JsonObject { ["build"] = CodeBuildJson.Build(build) });
        if (isNew)
            Run(build, spec);
        return answer;
    }

    private void Run(BuildState build, Buildspec spec)
    {
        var (group, stream) = (CodeBuildJson.LogGroup(project), CodeBuildJson.LogStream(build));
        logs.Ensure(group, null, build.Region);
        var marker = $"[{Guid.NewGuid():n}]";
        var variables = new Dictionary<string, string>(build.Variables) { ["CODEBUILD_BUILD_ID"] = build.Id, ["CI"] = "true" };
        machine.Start(
            new MachineScript(build.Id.Split(':')[1], spec.Script(marker), variables, TimeSpan.FromMinutes(build.TimeoutMinutes), build.Region),
            (text, _) =>
            {
                if (text.StartsWith(marker, StringComparison.Ordinal))
                    store.Change(state => CodeBuildPhases.Mark(state.Builds[build.Id], text[marker.Length..].Trim().Split(' '), time.GetUtcNow()));
                else
                    streams.Append(group, stream, time.GetUtcNow(), [text]);
            },
            end => store.Change(state => CodeBuildPhases.End(state.Builds[build.Id], end, time.GetUtcNow())));
    }

    private JsonObject Stop(JsonObject request, AwsCall call)
    {
        var id = request.Text("id")!;
        var answer = store.Read(state => state.Builds.TryGetValue(id, out var build)
            ? new JsonObject { ["build"] = CodeBuildJson.Build(build) } : throw new AwsFault("ResourceNotFoundException", $"Build {id} does not exist"));
        machine.Cancel(id.Split(':')[^1]);
        return answer;
    }

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state =>
    {
        static string Order(BuildState one) => one.Number.ToString("D10", System.Globalization.CultureInfo.InvariantCulture);
        var builds = request.Text("sortOrder") == "ASCENDING" ? state.Builds.Values.OrderBy(Order, StringComparer.Ordinal) : state.Builds.Values.OrderByDescending(Order, StringComparer.Ordinal);
        return call.List("ids", [.. builds], Order, request, Pages, 100, one => one.Id);
    });

    private static AwsFault NoProject(string? name) => new("ResourceNotFoundException", $"Project cannot be found: {name}");
}
