using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Testing;

/// <summary>The twin of what an account, its zones and the DNS say: everything is free and allowed until a test says otherwise.</summary>
public sealed class FakeAccount : IAccountFacts, IHostedZones, IDnsLookup, ICallerIdentity, ITaggedResources
{
    public string Account { get; set; } = "123456789012";

    /// <summary>Values by quota code; others are a thousand.</summary>
    public Dictionary<string, decimal> Quotas { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Existing { get; } = new(StringComparer.Ordinal);

    public IList<NetworkFact> Networks { get; } = [];

    public HostedZone? Zone { get; set; } = new("example.com", false, ["ns-1.test", "ns-2.test"]);

    public IReadOnlyList<string> Delegated { get; set; } = ["ns-2.test", "NS-1.test"];

    public Dictionary<string, IReadOnlyList<string>> Authorities { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Tagged { get; set; } = [];

    /// <summary>Thrown by every question.</summary>
    public DeployError? Failure { get; set; }

    /// <summary>Quotas that were asked for.</summary>
    public IList<string> Requested { get; } = [];

    /// <inheritdoc/>
    public Task<decimal> QuotaAsync(ServiceQuota quota, CancellationToken cancellationToken) => Answer(Quotas.GetValueOrDefault(quota.Code, 1000));

    /// <inheritdoc/>
    public Task<int?> UsedAsync(ServiceQuota quota, CancellationToken cancellationToken) => Answer<int?>(4);

    /// <inheritdoc/>
    public Task<string> RequestQuotaAsync(ServiceQuota quota, decimal value, CancellationToken cancellationToken)
    {
        Requested.Add($"{quota.Code} {value}");
        return Answer("r-1 PENDING");
    }

    /// <inheritdoc/>
    public Task<bool?> ExistsAsync(string type, string name, CancellationToken cancellationToken) => Answer<bool?>(Existing.Contains(name));

    /// <inheritdoc/>
    public Task<IReadOnlyList<NetworkFact>> NetworksAsync(CancellationToken cancellationToken) => Answer<IReadOnlyList<NetworkFact>>([.. Networks]);

    /// <inheritdoc/>
    public Task<HostedZone?> FindAsync(string id, CancellationToken cancellationToken) => Answer(Zone);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> NameServersAsync(string name, CancellationToken cancellationToken) => Answer(Delegated);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CertificateAuthoritiesAsync(string name, CancellationToken cancellationToken) => Answer(Authorities.GetValueOrDefault(name, []));

    /// <inheritdoc/>
    public Task<CallerIdentity> GetAsync(CancellationToken cancellationToken) => Answer(new CallerIdentity(Account, $"arn:aws:iam::{Account}:role/test"));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FindAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) => Answer(Tagged);

    private Task<T> Answer<T>(T value) => Failure is null ? Task.FromResult(value) : throw Failure;
}
