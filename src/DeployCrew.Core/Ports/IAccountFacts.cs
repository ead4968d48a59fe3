namespace DeployCrew.Core.Ports;

/// <summary>What is true of an AWS account and region before anything is created in it. Reads only, but for <see cref="RequestQuotaAsync"/>.</summary>
public interface IAccountFacts
{
    /// <summary>The value of a service quota (Service Quotas GetServiceQuota).</summary>
    Task<decimal> QuotaAsync(ServiceQuota quota, CancellationToken cancellationToken);

    /// <summary>How much of a quota is used; null when it cannot be counted.</summary>
    Task<int?> UsedAsync(ServiceQuota quota, CancellationToken cancellationToken);

    /// <summary>Asks AWS to raise a quota.</summary>
    /// <returns>Id and status of the request.</returns>
    Task<string> RequestQuotaAsync(ServiceQuota quota, decimal value, CancellationToken cancellationToken);

    /// <summary>Whether a resource of that type and name is there; null when its type is not one that can be looked up by name.</summary>
    /// <param name="type">Type token of the model.</param>
    /// <param name="name">Its name in AWS.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool?> ExistsAsync(string type, string name, CancellationToken cancellationToken);

    /// <summary>The networks of the region, and which are peered.</summary>
    Task<IReadOnlyList<NetworkFact>> NetworksAsync(CancellationToken cancellationToken);
}

/// <summary>A quota of an AWS service.</summary>
/// <param name="Service">Service code: <c>vpc</c>.</param>
/// <param name="Code">Quota code: <c>L-F678F1CE</c>.</param>
/// <param name="Name">AWS's name for it.</param>
public sealed record ServiceQuota(string Service, string Code, string Name);

/// <summary>A VPC.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Blocks">Its address blocks.</param>
/// <param name="Environment"><c>project/environment</c> by its tags; null when it is not one of ours.</param>
/// <param name="PeeredBlocks">Address blocks of the networks that it is peered with.</param>
public sealed record NetworkFact(string Id, IReadOnlyList<string> Blocks, string? Environment, IReadOnlyList<string> PeeredBlocks);
