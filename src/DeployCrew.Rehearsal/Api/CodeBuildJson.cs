using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Projects and builds as CodeBuild writes them.</summary>
internal static class CodeBuildJson
{
    private const string Role = "arn:aws:iam::000000000000:role/local";

    public static string LogGroup(string project) => $"/aws/codebuild/{project}";

    public static string LogStream(BuildState build) => build.Id.Split(':')[1];

    public static JsonObject Project(string name, string region) => new()
    {
        ["name"] = name,
        ["arn"] = CloudIdentity.Arn("codebuild", region, $"project/{name}"),
        ["description"] = "This machine.",
        ["source"] = Source(),
        ["artifacts"] = new JsonObject { ["type"] = "NO_ARTIFACTS" },
        ["environment"] = Environment(new Dictionary<string, string>()),
        ["serviceRole"] = Role,
        ["timeoutInMinutes"] = 60,
        ["tags"] = new JsonArray(),
    };

    public static JsonObject Build(BuildState one)
    {
        var project = one.Id.Split(':')[0];
        return new JsonObject
        {
            ["id"] = one.Id,
            ["arn"] = CloudIdentity.Arn("codebuild", one.Region, $"build/{one.Id}"),
            ["buildNumber"] = one.Number,
            ["startTime"] = one.StartedAt.Epoch(),
            ["endTime"] = one.EndedAt?.Epoch(),
            ["currentPhase"] = one.Phases[^1].Type,
            ["buildStatus"] = one.Status,
            ["projectName"] = project,
            ["phases"] = one.Phases.Select(phase => (JsonNode?)Phase(phase)).ToJsonArray(),
            ["source"] = Source(),
            ["artifacts"] = new JsonObject(),
            ["environment"] = Environment(one.Variables),
            ["serviceRole"] = Role,
            ["logs"] = new JsonObject { ["groupName"] = LogGroup(project), ["streamName"] = LogStream(one) },
            ["timeoutInMinutes"] = one.TimeoutMinutes,
            ["buildComplete"] = one.EndedAt is not null,
            ["initiator"] = "user/local",
        };
    }

    private static JsonObject Phase(BuildPhaseState phase) => new()
    {
        ["phaseType"] = phase.Type,
        ["phaseStatus"] = phase.Status,
        ["startTime"] = phase.StartedAt.Epoch(),
        ["endTime"] = phase.EndedAt?.Epoch(),
        ["durationInSeconds"] = phase.EndedAt is { } end ? (long)(end - phase.StartedAt).TotalSeconds : null,
        ["contexts"] = phase.EndedAt is null ? null : new JsonArray(new JsonObject { ["statusCode"] = phase.Message is null ? "" : "COMMAND_EXECUTION_ERROR", ["message"] = phase.Message ?? "" }),
    };

    private static JsonObject Source() => new() { ["type"] = "NO_SOURCE" };

    private static JsonObject Environment(IReadOnlyDictionary<string, string> variables) => new()
    {
        ["type"] = "LINUX_CONTAINER",
        ["image"] = "this machine",
        ["computeType"] = "BUILD_GENERAL1_SMALL",
        ["privilegedMode"] = true,
        ["environmentVariables"] = variables.Select(one => (JsonNode?)new JsonObject { ["name"] = one.Key, ["value"] = one.Value, ["type"] = "PLAINTEXT" }).ToJsonArray(),
    };
}
