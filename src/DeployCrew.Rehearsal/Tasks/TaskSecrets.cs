using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Secrets of a container, from Parameter Store and Secrets Manager; as with ECS, a task whose secret cannot be read does not start.</summary>
internal sealed class TaskSecrets(StateStore store, ParameterVault vault, SecretValues secrets)
{
    private const string Unable = "ResourceInitializationError: unable to pull secrets or registry auth: ";
    private const string Parameter = ":parameter";

    public IReadOnlyDictionary<string, string> Resolve(JsonObject container) => container.Objects("secrets")
        .ToDictionary(secret => secret.Text("name")!, secret => Read(secret.Text("valueFrom")!), StringComparer.Ordinal);

    // arn:aws:secretsmanager:region:account:secret:name-suffix:key:stage:version, arn:aws:ssm:region:account:parameter/path, or a parameter's name
    private string Read(string valueFrom)
    {
        if (valueFrom.Split(':') is ["arn", _, "secretsmanager", _, _, "secret", _, ..] parts)
            return ReadSecret(string.Join(':', parts[..7]), Part(parts, 7), Part(parts, 8), Part(parts, 9));
        var at = valueFrom.IndexOf(Parameter, StringComparison.Ordinal);
        var name = at >= 0 ? valueFrom[(at + Parameter.Length)..] : valueFrom;
        var found = store.Read(state => state.Parameters.GetValueOrDefault(name) is { } parameter ? (parameter.Type, parameter.Value) : ((string Type, string Value)?)null)
            ?? throw new TaskStartFault($"{Unable}the local cloud has no parameter '{name}'");
        return found.Type == "SecureString" ? vault.Reveal(found.Value) : found.Value;
    }

    private string ReadSecret(string arn, string? key, string? stage, string? version)
    {
        var text = store.Read(state => secrets.Find(state, arn) is { DeletionAt: null } secret && SecretValues.Version(secret, version, stage) is { } found
            ? secrets.Reveal(found)
            : null) ?? throw new TaskStartFault($"{Unable}the local cloud has no secret '{arn}' with a value of that stage and version");
        return key is null ? text : Member(arn, text, key);
    }

    private static string? Part(string[] parts, int index) => parts.Length > index && parts[index].Length > 0 ? parts[index] : null;

    private static string Member(string name, string text, string key)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?[key]?.ToString() ?? throw new TaskStartFault($"{Unable}'{name}' has no key '{key}'");
        }
        catch (JsonException)
        {
            throw new TaskStartFault($"{Unable}'{name}' is not JSON, but its key '{key}' is asked for");
        }
    }
}
