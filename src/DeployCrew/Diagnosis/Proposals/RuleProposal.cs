using System.Globalization;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Diagnosis.Proposals;

/// <summary>What rules propose by themselves: where the remedy names the change, and there is one service that it can be about.</summary>
internal static class RuleProposal
{
    private const int Step = 2;

    public static Proposal? Of(Candidate candidate, string text, RequirementsDocument document)
    {
        if (candidate.Confidence == Confidence.Unsure || Service(candidate, document) is not { } service)
            return null;
        var requirements = document.Services[service];
        return candidate.Remedy switch
        {
            Remedy.RaiseMemory => Propose(text, candidate.Remedy, service, requirements.Memory * Step),
            Remedy.RaiseGracePeriod => Propose(text, candidate.Remedy, service, Math.Max(requirements.Health.GraceSeconds, 15) * Step),
            _ => null, // which port or path is right, a rule does not know
        };
    }

    private static Proposal? Propose(string text, Remedy remedy, string service, int value) =>
        RequirementsChange.Propose(text, remedy, service, value.ToString(CultureInfo.InvariantCulture)).Value;

    private static string? Service(Candidate candidate, RequirementsDocument document)
    {
        if (document.Services.Count == 1)
            return document.Services.Keys.Single();
        var named = document.Services.Keys.Where(name => candidate.Evidence.Any(line => Names(line.Text, name))).ToArray();
        return named.Length == 1 ? named[0] : null;
    }

    // [web] …, shop-dev-web, 'web'
    private static bool Names(string line, string service) =>
        line.Split([' ', '\'', '"', '[', ']', ':', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Any(word => word == service || word.EndsWith("-" + service, StringComparison.Ordinal));
}
