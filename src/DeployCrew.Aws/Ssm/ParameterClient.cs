using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ssm;

/// <summary>SSM Parameter Store (API 2014-11-06).</summary>
internal sealed class ParameterClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Ssm, connection);

    /// <summary>Every parameter below a path, decrypted.</summary>
    public async Task<IReadOnlyList<Parameter>> GetByPathAsync(string path, CancellationToken cancellationToken) => await client
        .JsonPagesAsync(
            "GetParametersByPath", new() { ["Path"] = path, ["Recursive"] = true, ["WithDecryption"] = true }, new("NextToken", "NextToken", "Parameters"), cancellationToken)
        .Select(json => Read((JsonObject)json)).ToListAsync(cancellationToken);

    /// <summary>A parameter, decrypted; null when there is none.</summary>
    public async Task<Parameter?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.JsonAsync("GetParameter", new() { ["Name"] = name, ["WithDecryption"] = true }, Effect.Repeatable, cancellationToken);
            return Read(answer["Parameter"] as JsonObject ?? []);
        }
        catch (AwsCallError error) when (error.AwsCode is "ParameterNotFound")
        {
            return null;
        }
    }

    /// <summary>Whether a parameter is there; its value is not decrypted, so that its key need not be allowed.</summary>
    public async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) =>
        (await client.JsonAsync("GetParameters", new() { ["Names"] = JsonFields.Array(name) }, Effect.Repeatable, cancellationToken)).Objects("Parameters").Any();

    /// <summary>Writes a parameter, replacing its value. A second call makes another version with the same value.</summary>
    /// <param name="name">Full name.</param>
    /// <param name="value">At most 4 KiB.</param>
    /// <param name="isSecret">Whether it is encrypted, as SecureString with the account's own key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task PutAsync(string name, Secret value, bool isSecret, CancellationToken cancellationToken) => client.JsonAsync(
        "PutParameter",
        new() { ["Name"] = name, ["Value"] = value.Reveal(), ["Type"] = isSecret ? "SecureString" : "String", ["Overwrite"] = true },
        Effect.Repeatable, cancellationToken);

    /// <summary>Deletes parameters; those that are not there are fine.</summary>
    public async Task DeleteAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var chunk in names.Chunk(10)) // DeleteParameters takes ten at a time
            await client.JsonAsync("DeleteParameters", new() { ["Names"] = JsonFields.Array(chunk) }, Effect.Repeatable, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Parameter Read(JsonObject json) => new(
        json.Text("Name"), new Secret(json.Text("Value")), json.TextOrNull("Type") == "SecureString", (long)(json.DecimalOrNull("Version") ?? 0), json.TimeOrNull("LastModifiedDate"));
}
