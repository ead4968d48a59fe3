using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Review;

/// <summary>Which permissions a stack grants, read from the policies of its model.</summary>
internal static class Permissions
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Each statement of each role's policies, and each policy that is attached to a role.</summary>
    public static IReadOnlyList<Permission> Of(IEnumerable<Resource> active, StackConfiguration configuration) =>
        [.. active.SelectMany(resource => resource.Type switch
        {
            AwsTypes.RolePolicy => Statements(resource, Inputs(resource, configuration)),
            AwsTypes.PolicyAttachment => Attached(resource, Inputs(resource, configuration)),
            _ => [],
        })];

    private static IEnumerable<Permission> Statements(Resource policy, JsonObject inputs) =>
        JsonNode.Parse(inputs["policy"]!.GetValue<string>())!["Statement"]!.AsArray().Select(statement => new Permission(
            Role(policy, inputs), $"{statement!["Effect"]}", List(statement["Action"] ?? statement["NotAction"]), List(statement["Resource"]),
            statement["Condition"]?.ToJsonString(Plain)));

    private static IEnumerable<Permission> Attached(Resource attachment, JsonObject inputs) =>
        [new(Role(attachment, inputs), "Attached", List(inputs["policyArn"]), ["*"], null)];

    private static string Role(Resource policy, JsonObject inputs) =>
        (policy.Inputs.First(input => input.Key == "role").Value as Reference)?.Resource ?? $"{inputs["role"]}";

    private static JsonObject Inputs(Resource resource, StackConfiguration configuration) =>
        StackResolution.Inputs(resource, configuration, (name, property) => $"{{{name}.{property}}}");

    private static IReadOnlyList<string> List(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.Select(item => $"{item}")],
        null => [],
        _ => [$"{node}"],
    };
}
