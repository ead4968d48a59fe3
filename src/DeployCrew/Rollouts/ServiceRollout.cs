using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>A service that is being rolled out: what is wanted, and the contract's names for it.</summary>
internal sealed record ServiceRollout(string Name, ServiceRequirements Requirements, Contract Contract, PushedService Pushed)
{
    public string Cluster => Contract[ContractKeys.Cluster];

    public string ServiceName => Contract[ContractKeys.Service(Name)];

    public string StackTaskDefinition => Contract[ContractKeys.TaskDefinition(Name)];

    public string Repository => Contract[ContractKeys.Repository(Name)];

    public string LogGroup => Contract[ContractKeys.LogGroup(Name)];

    /// <summary>The target groups that its tasks can be behind: none without routes, two where traffic is shifted.</summary>
    public IReadOnlyList<string> TargetGroups =>
        [.. new[] { Contract.Find(ContractKeys.TargetGroup(Name)), Contract.Find(ContractKeys.AlternateTargetGroup(Name)) }.OfType<string>()];

    /// <summary>The listener rule whose weights are production's; null where none are shifted.</summary>
    public string? ProductionRule => Contract.Find(ContractKeys.ProductionRule(Name));

    /// <summary>The strategy that is wanted; rolling where there are no weights to shift.</summary>
    public DeploymentStrategy Strategy(DeploymentStrategy wanted) => ProductionRule is null ? new DeploymentStrategy.Rolling() : wanted;
}
