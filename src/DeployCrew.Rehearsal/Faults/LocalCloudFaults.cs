using System.Net.Http.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.Hosting;

namespace DeployCrew.Rehearsal.Faults;

/// <summary>Makes a running local cloud misbehave, for rehearsing bad days.</summary>
/// <param name="cloud">The cloud.</param>
public sealed class LocalCloudFaults(LocalCloudAddress cloud)
{
    /// <summary>The faults that hold now, oldest first.</summary>
    public async Task<IReadOnlyList<FaultRule>> ListAsync(CancellationToken cancellationToken)
    {
        using var client = cloud.CreateClient();
        return await client.GetFromJsonAsync<FaultRule[]>(FaultEndpoint.Prefix, JsonFormat.Compact, cancellationToken) ?? [];
    }

    /// <summary>Adds a fault. Returns it with its id.</summary>
    /// <exception cref="DeployError">DC4090: there is no such fault; every reason is named.</exception>
    public async Task<FaultRule> AddAsync(FaultRule rule, CancellationToken cancellationToken)
    {
        if (rule.Problems().ToArray() is { Length: > 0 } problems)
            throw EngineErrors.NoSuchFault(problems);
        using var client = cloud.CreateClient();
        using var answer = await client.PostAsJsonAsync(FaultEndpoint.Prefix, rule, JsonFormat.Compact, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<FaultRule>(JsonFormat.Compact, cancellationToken))!;
    }

    /// <summary>Removes one fault, or all of them. Returns how many there were.</summary>
    public async Task<int> ClearAsync(int? id, CancellationToken cancellationToken)
    {
        using var client = cloud.CreateClient();
        using var answer = await client.DeleteAsync(id is null ? FaultEndpoint.Prefix : $"{FaultEndpoint.Prefix}/{id}", cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<int>(JsonFormat.Compact, cancellationToken);
    }
}
