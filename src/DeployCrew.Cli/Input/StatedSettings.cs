using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Cli.Input;

/// <summary>What a service's requirements say themselves, and what is only our default for them.</summary>
internal sealed class StatedSettings
{
    private static readonly ServiceRequirements Defaults = new();
    private readonly JsonNode? service;
    private readonly ServiceRequirements asked;

    private StatedSettings(JsonNode? service, ServiceRequirements asked) => (this.service, this.asked) = (service, asked);

    /// <summary>Whether the port is theirs.</summary>
    public bool HasPort => asked.Port != Defaults.Port || service?["port"] is not null;

    /// <summary>Whether the health path is theirs.</summary>
    public bool HasHealthPath => asked.Health.Path != Defaults.Health.Path || (service?["health"] as JsonObject)?["path"] is not null;

    /// <summary>Of a service.</summary>
    /// <param name="file">The requirements file, which was read and found right.</param>
    /// <param name="name">Name of the service.</param>
    /// <param name="asked">What was read of it.</param>
    public static StatedSettings Of(string file, string name, ServiceRequirements asked)
    {
        var root = JsonNode.Parse(File.ReadAllText(file), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        // The flat files of the older tool have no services: there, only what differs from the default is known to be theirs.
        return new(((root as JsonObject)?["services"] as JsonObject)?[name] as JsonObject, asked);
    }
}
