namespace DeployCrew.Core.Ports;

/// <summary>How to reach the container registry (ECR GetAuthorizationToken).</summary>
public interface IRegistryAccess
{
    /// <summary>Address and a short-lived password.</summary>
    Task<RegistryLogin> LoginAsync(CancellationToken cancellationToken);
}

/// <summary>A registry and the credentials for it.</summary>
/// <param name="Endpoint">Scheme, host and port, such as <c>https://123456789012.dkr.ecr.eu-west-1.amazonaws.com</c>.</param>
/// <param name="User">User of HTTP Basic authentication.</param>
/// <param name="Password">Its password.</param>
/// <param name="ExpiresAt">When the password ends.</param>
public sealed record RegistryLogin(Uri Endpoint, string User, Secret Password, DateTimeOffset ExpiresAt);
