using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tasks;

/// <summary>Secrets of a container, from SSM parameters; as with ECS, a task whose secret cannot be read does not start.</summary>
internal sealed class TaskSecrets(StateStore store, ParameterVault vault)
{
    public IReadOnlyDictionary<string, string> Resolve(JsonObject container) => container.Objects("secrets")
        .ToDictionary(secret => secret.Text("name")!, secret => Read(secret.Text("valueFrom")!), StringComparer.Ordinal);

    private string Read(string valueFrom)
    {
        const string Parameter = ":parameter";
        var at = valueFrom.IndexOf(Parameter, StringComparison.Ordinal);
        var name = at >= 0 ? valueFrom[(at + Parameter.Length)..] : valueFrom;
        var found = store.Read(state => state.Parameters.GetValueOrDefault(name) is { } parameter ? (parameter.Type, parameter.Value) : ((string, string)?)null)
            ?? throw new TaskStartFault($"ResourceInitializationError: unable to pull secrets or registry auth: the local cloud has no parameter '{name}'");
        return found.Item1 == "SecureString" ? vault.Reveal(found.Item2) : found.Item2;
    }
}
