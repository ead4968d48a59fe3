using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeployCrew.Infra.Policy;

/// <summary>Tells secrets from other text by their name or look.</summary>
internal static partial class SecretText
{
    /// <summary>Names of a container's environment variables that hold a secret.</summary>
    public static IEnumerable<string> Variables(Container container) =>
        container.Node["environment"] is JsonArray variables
            ? variables.Where(variable => IsSecret($"{variable?["name"]}", $"{variable?["value"]}")).Select(variable => $"{variable!["name"]}")
            : [];

    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    /// <summary>Whether text has an access key of AWS (AKIA…, ASIA…) or a private key in it.</summary>
    public static bool HasCredential(string text) => Credential().IsMatch(text);

    /// <summary>Whether any text inside has one. Text by text: the whole as JSON would be many megabytes of a large stack.</summary>
    public static bool HasCredential(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    if (HasCredential(value) || HasCredential(name))
                        return true;
                }

                return false;
            case JsonArray list:
                foreach (var item in list)
                {
                    if (HasCredential(item))
                        return true;
                }

                return false;
            default:
                return node is JsonValue one && one.TryGetValue<string>(out var text) && HasCredential(text);
        }
    }

    // What is known only later is no text of ours; a flag or number below 6 digits such as TOKEN_TTL=60 is no secret.
    private static bool IsSecret(string name, string value) =>
        !value.StartsWith('<') && (HasCredential(value) || UserInformation().IsMatch(value)
        || (IsSecretName(name) && value.Length > 5 && !value.StartsWith("arn:", StringComparison.Ordinal)));

    [GeneratedRegex("(PASSWORD|PASSWD|SECRET|TOKEN|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|CREDENTIAL)S?$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY")]
    private static partial Regex Credential();

    /// <summary>postgres://user:password@host.</summary>
    [GeneratedRegex("://[^/:@ ]+:[^/@ ]+@")]
    private static partial Regex UserInformation();
}
