using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>The account's ECR registry (API 2015-09-21). Its token is Basic authentication for the OCI distribution API, and lasts 12 hours.</summary>
public sealed class EcrRegistryAccess(AwsConnection connection) : IRegistryAccess, IDisposable
{
    private readonly AwsClient client = new(AwsService.Ecr, connection);

    /// <inheritdoc/>
    public async Task<RegistryLogin> LoginAsync(CancellationToken cancellationToken)
    {
        var answer = await client.JsonAsync("GetAuthorizationToken", [], cancellationToken);
        var data = answer.Objects("authorizationData").FirstOrDefault()
            ?? throw AwsErrors.UnexpectedAnswer("ecr:GetAuthorizationToken", "authorizationData is empty");
        var token = Encoding.UTF8.GetString(Convert.FromBase64String(data.Text("authorizationToken")));
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        return new RegistryLogin(
            new Uri(data.Text("proxyEndpoint")), token[..colon], new Secret(token[(colon + 1)..]),
            data.TimeOrNull("expiresAt") ?? DateTimeOffset.MaxValue);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
