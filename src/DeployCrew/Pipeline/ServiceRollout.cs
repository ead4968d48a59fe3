using DeployCrew.Core.Requirements;

namespace DeployCrew.Pipeline;

/// <summary>A service that is being rolled out: what is wanted, and the contract's names for it.</summary>
internal sealed record ServiceRollout(string Name, ServiceRequirements Requirements, Contract Contract, PushedService Pushed)
{
    public string Cluster => Contract[ContractKeys.Cluster];

    public string ServiceName => Contract[ContractKeys.Service(Name)];

    public string StackTaskDefinition => Contract[ContractKeys.TaskDefinition(Name)];

    public string Repository => Contract[ContractKeys.Repository(Name)];

    public string LogGroup => Contract[ContractKeys.LogGroup(Name)];

    /// <summary>Null for a service without routes.</summary>
    public string? TargetGroup => Contract.Find(ContractKeys.TargetGroup(Name));
}
