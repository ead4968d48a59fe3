using System.Globalization;
using System.Text.Json.Nodes;

namespace DeployCrew.Images.Docker;

/// <summary>Containers as the engine's API writes them.</summary>
internal static class ContainerJson
{
    public static JsonObject From(ContainerSpec spec)
    {
        var host = new JsonObject
        {
            ["Memory"] = spec.MemoryBytes ?? 0,
            ["NanoCpus"] = spec.NanoCpus ?? 0,
            ["ExtraHosts"] = Array(spec.ExtraHosts),
            // No more rights than a Fargate task has.
            ["SecurityOpt"] = Array(["no-new-privileges"]),
        };
        if (spec.Network is not null)
            host["NetworkMode"] = spec.Network;
        if (spec.MostProcesses is { } processes)
            host["PidsLimit"] = processes;
        if (!spec.HasCapabilities)
            host["CapDrop"] = Array(["ALL"]);
        var json = new JsonObject
        {
            ["Image"] = spec.Image,
            ["Env"] = Array(spec.Environment.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}")),
            ["Labels"] = new JsonObject(spec.Labels.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
            ["HostConfig"] = host,
        };
        if (spec.Command is not null)
            json["Cmd"] = Array(spec.Command);
        if (spec.Port is { } port)
        {
            json["ExposedPorts"] = new JsonObject { [Key(port)] = new JsonObject() };
            host["PortBindings"] = new JsonObject
            {
                [Key(port)] = new JsonArray(new JsonObject { ["HostIp"] = "127.0.0.1", ["HostPort"] = "0" }),
            };
        }

        return json;
    }

    public static ContainerState State(JsonNode json)
    {
        var state = json["State"]!;
        return new ContainerState(
            json["Id"]!.ToString(),
            state["Status"]!.ToString(),
            state["ExitCode"]?.GetValue<int>() ?? 0,
            state["OOMKilled"]?.GetValue<bool>() ?? false,
            state["Error"]?.ToString() ?? "",
            HostPort(json),
            json["Config"]?["Labels"]?.AsObject().ToDictionary(one => one.Key, one => one.Value?.ToString() ?? "") ?? []);
    }

    /// <summary><c>{"8080/tcp":[{"HostIp":"127.0.0.1","HostPort":"49153"}]}</c>; null or empty while it does not run.</summary>
    private static int? HostPort(JsonNode json) =>
        json["NetworkSettings"]?["Ports"] is JsonObject ports
        && ports.Select(one => (one.Value as JsonArray)?.FirstOrDefault()?["HostPort"]?.ToString()).FirstOrDefault(one => one is { Length: > 0 }) is { } port
            ? int.Parse(port, CultureInfo.InvariantCulture)
            : null;

    private static string Key(int port) => string.Create(CultureInfo.InvariantCulture, $"{port}/tcp");

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode?)value)]);
}
