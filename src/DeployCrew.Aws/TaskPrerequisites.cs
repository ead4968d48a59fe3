using System.Text.Json.Nodes;
using DeployCrew.Aws.Ec2;
using DeployCrew.Aws.Protocol;
using DeployCrew.Aws.Secrets;
using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Secrets from SSM and Secrets Manager, roles from IAM, addresses from EC2.</summary>
public sealed class TaskPrerequisites(AwsConnection connection) : ITaskPrerequisites, IDisposable
{
    private readonly ParameterClient parameters = new(connection);
    private readonly SecretsClient secrets = new(connection);
    private readonly Ec2Client ec2 = new(connection);
    private readonly AwsClient iam = new(AwsService.Iam, connection);

    /// <inheritdoc/>
    public async Task<bool> SecretExistsAsync(string valueFrom, CancellationToken cancellationToken)
    {
        // arn:aws:secretsmanager:region:account:secret:name-suffix:json-key:version-stage:version-id
        var parts = valueFrom.Split(':');
        if (parts.Length >= 7 && parts[2] == "secretsmanager")
            return await secrets.FindAsync(string.Join(':', parts[..7]), cancellationToken) is { IsBeingDeleted: false };
        // arn:aws:ssm:region:account:parameter/path/name
        return await parameters.ExistsAsync(parts.Length == 6 && parts[2] == "ssm" ? parts[5]["parameter".Length..] : valueFrom, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool?> TrustsAsync(string roleArn, string service, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await iam.QueryAsync("GetRole", new Form().Add("RoleName", roleArn[(roleArn.LastIndexOf('/') + 1)..]), Effect.Repeatable, cancellationToken);
            return Trusts(JsonNode.Parse(Uri.UnescapeDataString(answer.Child("Role").TextOrNull("AssumeRolePolicyDocument") ?? "{}")), service);
        }
        catch (AwsCallError error) when (error.AwsCode is "NoSuchEntity" or "NoSuchEntityException")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> FreeAddressesAsync(IReadOnlyCollection<string> subnets, CancellationToken cancellationToken) =>
        (await ec2.DescribeSubnetsByIdAsync(subnets, cancellationToken)).ToDictionary(subnet => subnet.Id, subnet => subnet.FreeAddresses);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in new IDisposable[] { parameters, secrets, ec2, iam })
            client.Dispose();
    }

    // {"Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}; one or a list of each
    private static bool Trusts(JsonNode? policy, string service) => Many(policy?["Statement"]).Any(statement =>
        statement?["Effect"]?.ToString() == "Allow" && Many((statement["Principal"] as JsonObject)?["Service"]).Any(one => one?.ToString() == service)
        && Many(statement["Action"]).Any(action => action?.ToString() is "sts:AssumeRole" or "sts:*" or "*"));

    private static IEnumerable<JsonNode?> Many(JsonNode? node) => node as JsonArray ?? (IEnumerable<JsonNode?>)(node is null ? Array.Empty<JsonNode?>() : new[] { node });
}
