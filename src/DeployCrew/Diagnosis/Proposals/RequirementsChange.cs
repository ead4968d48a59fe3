using System.Globalization;
using System.Text.Json;
using DeployCrew.Agents.Questions;
using DeployCrew.Core.Diffs;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Diagnosis.Proposals;

/// <summary>
/// The remedies that are one value of the requirements. Nothing else can be proposed: no network, permission, domain, secret, account, policy or approval, and
/// no value that the requirements' own rules refuse.
/// </summary>
internal static class RequirementsChange
{
    // A single step: more than this is another design, not a repair.
    private const int MostTimes = 4;

    /// <summary>Remedies that can be proposed as a change.</summary>
    public static IReadOnlyList<Remedy> Remedies { get; } = [Remedy.RaiseMemory, Remedy.FixPort, Remedy.FixHealthPath, Remedy.RaiseGracePeriod];

    /// <summary>The change, or what speaks against it.</summary>
    /// <param name="text">The requirements as they are.</param>
    /// <param name="remedy">One of <see cref="Remedies"/>.</param>
    /// <param name="service">Name of the service.</param>
    /// <param name="value">The new value: MiB, a port, a path, seconds.</param>
    public static Checked<Proposal> Propose(string text, Remedy remedy, string service, string value)
    {
        if (!Remedies.Contains(remedy))
            return Refused($"'{remedy}' is not carried out by a change of the requirements");
        var result = RequirementsReader.Read(FileName, text);
        if (result.IsFlat)
            return Refused("the requirements have the older tool's shape; 'deploycrew init --from' takes them over");
        if (!result.Document.Services.TryGetValue(service, out var known))
            return Refused($"there is no service '{service}'");
        string[] path = remedy switch
        {
            Remedy.RaiseMemory => ["services", service, "memory"],
            Remedy.FixPort => ["services", service, "port"],
            Remedy.FixHealthPath => ["services", service, "health", "path"],
            _ => ["services", service, "health", "graceSeconds"],
        };
        if (remedy == Remedy.FixHealthPath)
            return Change(text, remedy, service, path, JsonSerializer.Serialize(value));
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Refused($"{string.Join('/', path)} must be a number (was '{value}')");
        if (Raised(remedy, known) is { } before && !(number > before && number <= before * MostTimes))
            return Refused($"{string.Join('/', path)} is {before}: it can be raised to at most {before * MostTimes} (was {number})");
        return Change(text, remedy, service, path, number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The requirements with the change.</summary>
    public static string Apply(string text, Proposal proposal) => RequirementsText.With(text, proposal.Path.Split('/'), proposal.Value);

    private static int? Raised(Remedy remedy, ServiceRequirements service) => remedy switch
    {
        Remedy.RaiseMemory => service.Memory,
        Remedy.RaiseGracePeriod => Math.Max(service.Health.GraceSeconds, 15),
        _ => null,
    };

    private static Checked<Proposal> Change(string text, Remedy remedy, string service, string[] path, string value)
    {
        try
        {
            RequirementsReader.Read(FileName, RequirementsText.With(text, path, value));
        }
        catch (InvalidInputError invalid)
        {
            return new Checked<Proposal>(null, [.. invalid.Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => one.ToString())]);
        }

        var diff = UnifiedDiff.Write(FileName, text, RequirementsText.With(text, path, value));
        return diff.Length == 0 ? Refused($"{string.Join('/', path)} is {value} already") : new Checked<Proposal>(new Proposal(remedy, service, string.Join('/', path), value, diff), []);
    }

    private static Checked<Proposal> Refused(string problem) => new(null, [problem]);

    private const string FileName = "requirements.json";
}
