namespace DeployCrew.Core.Ports;

/// <summary>What ECS needs of an account before it can start a task. Reads only.</summary>
public interface ITaskPrerequisites
{
    /// <summary>Whether what a container's secret refers to is there; its value is not read.</summary>
    /// <param name="valueFrom">As a task definition has it: name or ARN of an SSM parameter, or ARN of a Secrets Manager secret, with key and version
    /// behind it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool> SecretExistsAsync(string valueFrom, CancellationToken cancellationToken);

    /// <summary>Whether a role can be assumed by an AWS service; null when there is no such role.</summary>
    /// <param name="roleArn">The role.</param>
    /// <param name="service">Service principal, such as <c>ecs-tasks.amazonaws.com</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool?> TrustsAsync(string roleArn, string service, CancellationToken cancellationToken);

    /// <summary>IPv4 addresses that are free, by subnet; subnets that are not there are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> FreeAddressesAsync(IReadOnlyCollection<string> subnets, CancellationToken cancellationToken);
}
