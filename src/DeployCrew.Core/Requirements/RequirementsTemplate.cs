using System.Text.Json.Nodes;
using DeployCrew.Core.Json;

namespace DeployCrew.Core.Requirements;

/// <summary>The requirements that <c>deploycrew init</c> begins with.</summary>
public static class RequirementsTemplate
{
    /// <summary>The JSON text for one app: one service, an environment to try it in. Small and valid; JSON has no comments, so the schema
    /// explains it.</summary>
    /// <param name="project">Any name; <see cref="ProjectNames.From"/> makes a project's name of it.</param>
    /// <param name="port">Port that the app listens on, as it was detected; null is 8080.</param>
    /// <param name="healthPath">Path that answers when the app is well; null is <c>/health</c>.</param>
    /// <param name="app">Folder or zip of the app, relative to the file; null is the file's own folder.</param>
    /// <param name="region">AWS region.</param>
    public static string For(
        string project, int? port = null, string? healthPath = null, string? app = null, string region = "eu-west-1")
    {
        var json = JsonNode.Parse(RequirementsWriter.Write(Document(ProjectNames.From(project), port, healthPath, app ?? ".", region)))!;
        // Defaults or not, these two are what a person looks for first.
        json["services"]!["web"] = new JsonObject
        {
            ["port"] = port ?? new ServiceRequirements().Port,
            ["health"] = new JsonObject { ["path"] = healthPath ?? new HealthRequirements().Path },
        };
        return json.ToJsonString(JsonFormat.Indented) + "\n";
    }


    private static RequirementsDocument Document(string project, int? port, string? healthPath, string app, string region) => new()
    {
        Project = project,
        Region = region,
        App = app,
        Services = new Dictionary<string, ServiceRequirements>
        {
            ["web"] = new()
            {
                Port = port ?? new ServiceRequirements().Port,
                Health = new() { Path = healthPath ?? new HealthRequirements().Path },
            },
        },
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            // example.com belongs to nobody: the local target answers for it, AWS needs the user's own name.
            ["dev"] = new() { Domain = $"dev.{project}.example.com", Cidr = "10.10.0.0/16", Nat = "none" },
        },
    };
}
