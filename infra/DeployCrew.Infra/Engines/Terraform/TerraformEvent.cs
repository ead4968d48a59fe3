using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>One line of <c>-json</c> output (machine-readable UI, version 1).</summary>
/// <param name="Type">version | planned_change | change_summary | apply_start | apply_progress | apply_complete | apply_errored |
/// diagnostic | log | outputs | …</param>
/// <param name="Address">Address of the resource that it is about, with its index; null when it is about none.</param>
/// <param name="Action">create | update | delete | read, for apply_*.</param>
/// <param name="Operation">plan | apply | destroy, for change_summary.</param>
/// <param name="Diagnostic">For diagnostic.</param>
internal sealed record TerraformEvent(string Type, string? Address, string? Action, string? Operation, TerraformDiagnostic? Diagnostic)
{
    /// <summary>Reads a line; null for one that is no event, such as a warning about the CLI's configuration.</summary>
    public static TerraformEvent? Parse(string line)
    {
        if (!line.StartsWith('{'))
            return null;
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
        if ((string?)root?["type"] is not { } type)
            return null;
        var hook = root["hook"];
        return new(type, (string?)hook?["resource"]?["addr"], (string?)hook?["action"], (string?)root["changes"]?["operation"],
            root["diagnostic"] is { } diagnostic ? TerraformDiagnostic.Parse(diagnostic) : null);
    }
}

/// <summary>What Terraform or the provider has to say.</summary>
/// <param name="IsError">Otherwise it is a warning.</param>
/// <param name="Summary">One line, or the whole message of AWS.</param>
/// <param name="Detail">More of it; may be empty.</param>
/// <param name="Address">Address of the resource; null when it is about none.</param>
internal sealed record TerraformDiagnostic(bool IsError, string Summary, string Detail, string? Address)
{
    public static TerraformDiagnostic Parse(JsonNode node) => new(
        (string?)node["severity"] == "error", (string?)node["summary"] ?? "", (string?)node["detail"] ?? "", (string?)node["address"]);

    public override string ToString() =>
        $"{(IsError ? "error" : "warning")}{(Address is null ? "" : $" {Address}")}: {Summary}{(Detail.Length == 0 ? "" : $": {Detail.Trim()}")}";
}
