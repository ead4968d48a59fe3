using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>The contract in SSM Parameter Store (API 2014-11-06).</summary>
public sealed class SsmContractStore(AwsConnection connection) : IContractStore, IDisposable
{
    private readonly AwsClient client = new(AwsService.Ssm, connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var request = new JsonObject { ["Path"] = path, ["Recursive"] = true, ["WithDecryption"] = true };
            if (next is not null)
                request["NextToken"] = next;
            var page = await client.JsonAsync("GetParametersByPath", request, cancellationToken);
            foreach (var parameter in page.Objects("Parameters"))
                parameters[parameter.Text("Name")[(path.Length + 1)..]] = parameter.Text("Value");
            next = page.TextOrNull("NextToken");
        }
        while (!string.IsNullOrEmpty(next));
        return parameters;
    }

    /// <inheritdoc/>
    public Task WriteAsync(string name, string value, CancellationToken cancellationToken) => client.JsonAsync(
        "PutParameter",
        new JsonObject { ["Name"] = name, ["Value"] = value, ["Type"] = "String", ["Overwrite"] = true },
        cancellationToken);

    // DeleteParameters takes ten names at a time, and says of those that are not there that they are invalid.
    /// <inheritdoc/>
    public async Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        foreach (var chunk in names.Chunk(10))
            await client.JsonAsync("DeleteParameters", new JsonObject { ["Names"] = JsonFields.Array(chunk) }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
