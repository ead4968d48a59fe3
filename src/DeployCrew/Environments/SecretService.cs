using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Targets;

namespace DeployCrew.Environments;

/// <summary>Puts the values of secrets where the requirements refer to. A value goes there and nowhere else.</summary>
public sealed class SecretService
{
    private const string ParameterPrefix = "ssm:";
    private const int LongestValue = 4096; // a standard parameter's
    private readonly TargetFactory targets;

    internal SecretService(TargetFactory targets) => this.targets = targets;

    /// <summary>Whether the value of a reference can be written by us.</summary>
    public static bool CanWrite(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.StartsWith(ParameterPrefix, StringComparison.Ordinal);
    }

    /// <summary>Writes values; all are known to have a place before the first one is written.</summary>
    /// <param name="request">Names the environment and the target.</param>
    /// <param name="values">Values by service and variable.</param>
    /// <param name="cancellationToken">Ends it; what is written stays.</param>
    /// <returns>The references that have a value now.</returns>
    /// <exception cref="DeployError">DC9121 nothing refers to one, DC9122 one is kept where we cannot write, DC9123 one is too long; nothing was written.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(
        RunRequest request, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Secret>> values, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        var services = ResolvedServices.In(document, request.Environment).ToDictionary(StringComparer.Ordinal);
        var written = (from service in values from one in service.Value select (Reference: ReferenceOf(services, service.Key, one.Key, one.Value), one.Value)).ToList();
        var target = await targets.OpenAsync(request, document, cancellationToken);
        foreach (var (reference, value) in written)
            await target.SecretValues.WriteAsync(reference[ParameterPrefix.Length..], value, cancellationToken);
        return [.. written.Select(one => one.Reference)];
    }

    private static string ReferenceOf(Dictionary<string, ServiceRequirements> services, string service, string name, Secret value)
    {
        var reference = services.GetValueOrDefault(service)?.Secrets.GetValueOrDefault(name) ?? throw WebErrors.SecretNotReferred(service, name);
        if (!CanWrite(reference))
            throw WebErrors.SecretKeptElsewhere(service, name, reference);
        return Encoding.UTF8.GetByteCount(value.Reveal()) is > 0 and <= LongestValue ? reference : throw WebErrors.SecretTooLong(service, name, LongestValue);
    }
}
