namespace DeployCrew.Core.Ports;

/// <summary>Looks names up in the public DNS.</summary>
public interface IDnsLookup
{
    /// <summary>Names of the servers that answer for a domain (NS), without trailing dots; empty when it has none.</summary>
    /// <exception cref="Errors.DeployError">DC9009: no name server answers.</exception>
    Task<IReadOnlyList<string>> NameServersAsync(string name, CancellationToken cancellationToken);

    /// <summary>Certificate authorities that may issue for a domain (CAA <c>issue</c>, RFC 8659), for this very name; empty when it has no such
    /// record.</summary>
    /// <exception cref="Errors.DeployError">DC9009: no name server answers.</exception>
    Task<IReadOnlyList<string>> CertificateAuthoritiesAsync(string name, CancellationToken cancellationToken);
}
