using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>The local cloud has no public DNS: what is asked about it cannot be told, and nobody outside is asked instead.</summary>
public sealed class LocalCloudDns : IDnsLookup
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> NameServersAsync(string name, CancellationToken cancellationToken) => throw None(name);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CertificateAuthoritiesAsync(string name, CancellationToken cancellationToken) => throw None(name);

    private static DeployError None(string name) => InternalErrors.NoNameServer(name, "the local cloud has no public DNS");
}
