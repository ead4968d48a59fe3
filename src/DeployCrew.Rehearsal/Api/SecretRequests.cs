using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>What requests of Secrets Manager have in common: which secrets they mean, and the value that they bring.</summary>
internal sealed class SecretRequests(SecretValues values, TimeProvider time)
{
    private const int MostVersions = 100;

    public SecretState Known(CloudState state, JsonObject request) => values.Find(state, request.Text("SecretId")!)
        ?? throw new AwsFault("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

    public SecretState Living(CloudState state, JsonObject request)
    {
        var secret = Known(state, request);
        return secret.DeletionAt is null ? secret
            : throw new AwsFault("InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    public static (string Text, bool IsBinary)? ValueOf(JsonObject request) => (request.Text("SecretString"), request.Text("SecretBinary")) switch
    {
        (not null, not null) => throw new AwsFault("InvalidParameterException", "You can't specify both a binary secret value and a string secret value in the same secret."),
        ({ } text, _) => (text, false),
        (_, { } binary) => (binary, true),
        _ => null,
    };

    public bool IsSame(SecretVersionState version, (string Text, bool IsBinary) value) =>
        version.IsBinary == value.IsBinary && values.Reveal(version) == value.Text;

    public static JsonObject Identity(SecretState secret) => new() { ["ARN"] = secret.Arn, ["Name"] = secret.Name };

    public static JsonObject With(JsonObject answer, string member, JsonNode? value)
    {
        answer[member] = value;
        return answer;
    }

    // The token is the version's id: the same request twice is one version, another value under the same token is an error.
    public SecretVersionState AddOnce(SecretState secret, JsonObject request, (string Text, bool IsBinary) value, IReadOnlyCollection<string> stages)
    {
        var token = request.Text("ClientRequestToken") ?? Guid.NewGuid().ToString();
        if (secret.Versions.Find(one => one.Id == token) is { } known)
        {
            return IsSame(known, value) ? known : throw new AwsFault("ResourceExistsException",
                $"You can't modify the existing version {token}; the value of a version cannot be changed.");
        }

        if (secret.Versions.Count >= MostVersions && secret.Versions.FindIndex(one => one.Stages.Count == 0) is >= 0 and var oldest)
            secret.Versions.RemoveAt(oldest);
        return values.Add(secret, token, value.Text, value.IsBinary, stages);
    }

    public IEnumerable<SecretState> Filtered(CloudState state, JsonObject request) => state.Secrets.Values
        .Where(secret => !(secret.DeletionAt <= time.GetUtcNow()) && request.Objects("Filters").All(filter => Passes(state, secret, filter)));

    // A value matches the beginning of a name, key or word; with ! before it, whatever does not.
    private static bool Passes(CloudState state, SecretState secret, JsonObject filter)
    {
        var tags = ResourceTags.Of(state, secret.Arn);
        string[] texts = filter.Text("Key") switch
        {
            "name" => [secret.Name],
            "description" => Words(secret),
            "tag-key" => [.. tags.Keys],
            "tag-value" => [.. tags.Values],
            "all" => [secret.Name, .. Words(secret), .. tags.Keys, .. tags.Values],
            _ => [],
        };
        return filter.Texts("Values").Any(value => value.StartsWith('!')
            ? !texts.Any(text => text.StartsWith(value[1..], StringComparison.Ordinal))
            : texts.Any(text => text.StartsWith(value, StringComparison.Ordinal)));
    }

    private static string[] Words(SecretState secret) => (secret.Description ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
