using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Pipeline;
using DeployCrew.Targets;

namespace DeployCrew.Rollouts;

/// <summary>An environment whose rollouts are looked at from outside. Its contract is read anew at each look: holds are in it.</summary>
/// <param name="Target">Where it is.</param>
/// <param name="Document">Its requirements.</param>
/// <param name="Request">Names it.</param>
/// <param name="Service">The one service that is meant; null: all.</param>
internal sealed record OpenEnvironment(DeployTarget Target, RequirementsDocument Document, RunRequest Request, string? Service)
{
    /// <exception cref="DeployError">DC5015: there is no such service.</exception>
    public static async Task<OpenEnvironment> OfAsync(TargetFactory targets, RunRequest request, string? service, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        if (service is not null && !document.Services.ContainsKey(service))
            throw RolloutErrors.ServiceUnknown(service, [.. document.Services.Keys]);
        return new OpenEnvironment(await targets.OpenAsync(request, document, cancellationToken), document, request, service);
    }

    public Task<Contract> ContractAsync(CancellationToken cancellationToken) => Contract.ReadAsync(Target.Contracts, Request, cancellationToken);

    /// <exception cref="DeployError">DC5005: it was never provisioned.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> StatusAsync(CancellationToken cancellationToken)
    {
        var reader = new ServiceStatusReader(Target, await ContractAsync(cancellationToken));
        string[] names = Service is null ? [.. Document.Services.Keys.Order(StringComparer.Ordinal)] : [Service];
        var statuses = new List<ServiceStatus>();
        foreach (var name in names)
            statuses.Add(await reader.ReadAsync(name, cancellationToken));
        return statuses;
    }

    /// <summary>Services with a rollout under way.</summary>
    /// <exception cref="DeployError">DC5013: there is none.</exception>
    public async Task<IReadOnlyList<ServiceStatus>> UnderWayAsync(CancellationToken cancellationToken)
    {
        ServiceStatus[] open = [.. (await StatusAsync(cancellationToken)).Where(one => one.IsUnderWay)];
        return open.Length > 0 ? open : throw RolloutErrors.NothingUnderWay(Request.Environment, "is under way");
    }
}
