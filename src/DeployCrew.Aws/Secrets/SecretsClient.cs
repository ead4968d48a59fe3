using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Secrets;

/// <summary>AWS Secrets Manager (API 2017-10-17).</summary>
internal sealed class SecretsClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Secrets, connection);

    /// <summary>What is known of a secret without its value; null when it is not there.</summary>
    public async Task<SecretDescription?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.JsonAsync("DescribeSecret", new() { ["SecretId"] = id }, Effect.Repeatable, cancellationToken);
            return new(answer.Text("ARN"), answer.Text("Name"), answer.TimeOrNull("LastChangedDate"), answer.TimeOrNull("DeletedDate") is not null);
        }
        catch (AwsCallError error) when (error.AwsCode is "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <summary>The current value; null when the secret is not there, or has none.</summary>
    public async Task<Secret?> FindValueAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.JsonAsync("GetSecretValue", new() { ["SecretId"] = id }, Effect.Repeatable, cancellationToken);
            return answer.TextOrNull("SecretString") is { } text ? new Secret(text) : null;
        }
        catch (AwsCallError error) when (error.AwsCode is "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <summary>Writes a value, which becomes the current one.</summary>
    /// <param name="id">Name or ARN.</param>
    /// <param name="value">The value.</param>
    /// <param name="token">32-64 characters; the same one again makes no second version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task PutValueAsync(string id, Secret value, string token, CancellationToken cancellationToken) => client.JsonAsync(
        "PutSecretValue", new() { ["SecretId"] = id, ["SecretString"] = value.Reveal(), ["ClientRequestToken"] = token }, Effect.Repeatable, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}

/// <summary>A secret without its value.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="ChangedAt">When its value was last written.</param>
/// <param name="IsBeingDeleted">Whether it waits to be deleted.</param>
internal sealed record SecretDescription(string Arn, string Name, DateTimeOffset? ChangedAt, bool IsBeingDeleted);
