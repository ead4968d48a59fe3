using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;

namespace DeployCrew.Pipeline;

/// <summary>The contract of one environment, as delivery reads it.</summary>
internal sealed class Contract
{
    private readonly string path;
    private readonly IReadOnlyDictionary<string, string> values;

    private Contract(string path, IReadOnlyDictionary<string, string> values)
    {
        this.path = path;
        this.values = values;
    }

    /// <exception cref="DeployError">DC5005 when a key is missing.</exception>
    public string this[string key] => Find(key) ?? throw RolloutErrors.ContractKeyMissing(path, key);

    public static async Task<Contract> ReadAsync(IContractStore store, RunRequest request, CancellationToken cancellationToken)
    {
        var path = ResourceNames.Contract(request.Project, request.Environment);
        return new Contract(path, await store.ReadAsync(path, cancellationToken));
    }

    public string? Find(string key) => values.GetValueOrDefault(key);

    /// <summary>Full name of a key's parameter.</summary>
    public string NameOf(string key) => $"{path}/{key}";
}
