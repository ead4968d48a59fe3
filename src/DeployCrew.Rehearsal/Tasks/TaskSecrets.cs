using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Secrets of a container, from SSM parameters; as with ECS, a task whose secret cannot be read does not start.</summary>
internal sealed class TaskSecrets(StateStore store, ParameterVault vault)
{
    /// <summary>Where Parameter Store shows the secrets of Secrets Manager.</summary>
    public const string SecretPath = "/aws/reference/secretsmanager/";

    public IReadOnlyDictionary<string, string> Resolve(JsonObject container) => container.Objects("secrets")
        .ToDictionary(secret => secret.Text("name")!, secret => Read(secret.Text("valueFrom")!), StringComparer.Ordinal);

    private string Read(string valueFrom)
    {
        var (name, key) = Locate(valueFrom);
        var found = store.Read(state => state.Parameters.GetValueOrDefault(name) is { } parameter ? (parameter.Type, parameter.Value) : ((string Type, string Value)?)null)
            ?? throw new TaskStartFault($"ResourceInitializationError: unable to pull secrets or registry auth: the local cloud has no parameter '{name}'");
        var text = found.Type == "SecureString" ? vault.Reveal(found.Value) : found.Value;
        return key.Length == 0 ? text : Member(name, text, key);
    }

    // arn:aws:ssm:region:account:parameter/path, or a parameter's name; arn:aws:secretsmanager:region:account:secret:name:key:stage:version.
    // A secret of Secrets Manager is read where Parameter Store refers to it on AWS as well: /aws/reference/secretsmanager/<name>.
    private static (string Name, string Key) Locate(string valueFrom)
    {
        const string Parameter = ":parameter";
        if (valueFrom.StartsWith("arn:", StringComparison.Ordinal) && valueFrom.Split(':') is { Length: >= 7 } parts && parts[2] == "secretsmanager")
            return (SecretPath + parts[6], parts.Length > 7 ? parts[7] : "");
        var at = valueFrom.IndexOf(Parameter, StringComparison.Ordinal);
        return (at >= 0 ? valueFrom[(at + Parameter.Length)..] : valueFrom, "");
    }

    private static string Member(string name, string text, string key)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?[key]?.ToString()
                ?? throw new TaskStartFault($"ResourceInitializationError: unable to pull secrets or registry auth: '{name}' has no key '{key}'");
        }
        catch (JsonException)
        {
            throw new TaskStartFault($"ResourceInitializationError: unable to pull secrets or registry auth: '{name}' is not JSON, but its key '{key}' is asked for");
        }
    }
}
