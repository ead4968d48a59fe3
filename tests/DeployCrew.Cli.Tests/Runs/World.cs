using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>The local cloud's state on disk: what a refusal must leave as it is, and what a test changes behind an engine's back.</summary>
internal static class World
{
    private static readonly string[] Deliberate = ["stacks", "parameters", "repositories", "loadBalancers", "clusters", "logGroups", "tags"];

    /// <summary>Everything that only somebody's doing changes, as text.</summary>
    public static string Of(CliHome home)
    {
        var state = State(home);
        var world = new JsonObject(Deliberate.Select(part => KeyValuePair.Create(part, state[part]?.DeepClone())));
        // As on AWS, task definitions outlive everything that used them, with their tags.
        foreach (var arn in (world["tags"] as JsonObject ?? []).Select(pair => pair.Key).Where(arn => arn.Contains(":task-definition/", StringComparison.Ordinal)).ToArray())
            world["tags"]!.AsObject().Remove(arn);
        // Health, counts and events go on by themselves.
        world["targetGroups"] = new JsonArray([.. state["targetGroups"]!.AsObject().Select(group => (JsonNode?)group.Key)]);
        world["services"] = new JsonArray([.. state["services"]!.AsObject().Where(service => service.Value!["deleting"]?.GetValue<bool>() is not true)
            .Select(service => (JsonNode?)$"{service.Key} {service.Value!["taskDefinition"]} {service.Value["desiredCount"]}")]);
        return world.ToJsonString();
    }

    /// <summary>Changes the state while the cloud is down, and starts it again.</summary>
    public static async Task ChangeAsync(CliHome home, Action<JsonObject> change)
    {
        await home.RunAsync("local", "down");
        var state = State(home);
        change(state);
        await File.WriteAllTextAsync(FileOf(home), state.ToJsonString());
        await home.RunAsync("local", "up");
    }

    private static JsonObject State(CliHome home) => JsonNode.Parse(File.ReadAllText(FileOf(home)))!.AsObject();

    private static string FileOf(CliHome home) => Path.Combine(home.Path, "home", "local", "state.json");
}
