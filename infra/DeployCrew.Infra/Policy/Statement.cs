using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Policy;

/// <summary>One statement of a policy document, with its lists as lists.</summary>
internal sealed record Statement(EvaluatedResource Owner, string Path, JsonObject Node)
{
    public bool Allows => Node["Effect"]?.ToString() == "Allow";

    public IReadOnlyList<string> Actions => field ??= List(Node["Action"]);

    public IReadOnlyList<string> Resources => field ??= List(Node["Resource"]);

    public bool OnEverything => Resources.Contains("*");

    /// <summary>Who: <c>*</c>, ARNs, services.</summary>
    public IReadOnlyList<string> Principals => field ??= Node["Principal"] switch
    {
        JsonObject kinds => [.. kinds.SelectMany(kind => List(kind.Value))],
        { } node => List(node),
        null => [],
    };

    public bool IsForAnybody => Allows && Principals.Contains("*") && Node[nameof(Condition)] is null;

    public string Condition => Node[nameof(Condition)]?.ToJsonString() ?? "";

    /// <summary>The permissions that a stack gives to its roles.</summary>
    public static IEnumerable<Statement> ReadPermissions(PolicyContext stack) =>
        stack.Of(AwsTypes.RolePolicy, AwsTypes.ManagedPolicy).Where(resource => !IsBoundary(stack, resource))
            .SelectMany(resource => In(resource, "policy")).Where(statement => statement.Allows);

    /// <summary>Whether a policy only bounds what roles may do: it gives them nothing. One that is attached as well does.</summary>
    private static bool IsBoundary(PolicyContext stack, EvaluatedResource policy) => policy.Type == AwsTypes.ManagedPolicy
        && !stack.Of(AwsTypes.PolicyAttachment).Any(attachment => attachment.RefersTo("policyArn", policy))
        && (stack.Of(AwsTypes.Role).Any(role => role.RefersTo("permissionsBoundary", policy))
            || stack.Of(AwsTypes.RolePolicy).SelectMany(resource => In(resource, "policy"))
                .Any(statement => statement.Condition.Contains($"\"iam:PermissionsBoundary\":\"\\u003C{policy.Name}.arn", StringComparison.Ordinal)));

    /// <summary>Who may take on the stack's roles.</summary>
    public static IEnumerable<Statement> ReadTrust(PolicyContext stack) =>
        stack.Of(AwsTypes.Role).SelectMany(resource => In(resource, "assumeRolePolicy")).Where(statement => statement.Allows);

    public static IEnumerable<Statement> In(EvaluatedResource resource, string path)
    {
        if (resource.Text(path) is not { } text || !text.StartsWith('{') || Parse(text) is not { } document)
            return [];
        var statements = document["Statement"] switch
        {
            JsonArray array => array.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [],
        };
        return statements.Select((node, index) => new Statement(resource, $"{path}.Statement[{index}]", node));
    }

    /// <summary>Whether it allows an action, by name or by a pattern that has it in it: <c>iam:*</c> allows <c>iam:PassRole</c>.</summary>
    public bool Covers(string action) => Actions.Any(pattern =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true));

    public Violation Violates(string property, string message) => new(Owner, $"{Path}.{property}", message);

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // Text of another resource's output: what it will say is not known yet.
            return null;
        }
    }

    private static IReadOnlyList<string> List(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.Select(item => $"{item}")],
        null => [],
        _ => [node.ToString()],
    };
}
