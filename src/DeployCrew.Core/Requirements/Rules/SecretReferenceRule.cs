using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>One program serves every environment: a secret is there in all of them, and in the same kind of store.</summary>
internal static class SecretReferenceRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
        {
            foreach (var secret in context.Document.Environments.Values.SelectMany(environment => OwnSecrets(environment, name)).Distinct())
            {
                CheckPresence(context, name, service, secret);
                CheckKind(context, name, service, secret);
            }
        }
    }

    private static IEnumerable<string> OwnSecrets(EnvironmentRequirements environment, string service) =>
        environment.Services.GetValueOrDefault(service)?.Secrets.Keys ?? [];

    private static void CheckPresence(RuleContext context, string service, ServiceRequirements requirements, string secret)
    {
        if (requirements.Secrets.ContainsKey(secret) || !context.Readable("services", service, "secrets"))
            return;
        var given = context.Document.Environments.ToLookup(
            environment => OwnSecrets(environment.Value, service).Contains(secret), environment => environment.Key);
        if (!given[false].Any())
            return;
        var place = context.At("environments", given[true].First(), "services", service, "secrets", secret);
        context.Add(RequirementsErrors.SecretNotEverywhere(place.Path, place.Key, [.. given[false]]));
    }

    private static void CheckKind(RuleContext context, string service, ServiceRequirements requirements, string secret)
    {
        var first = requirements.Secrets.GetValueOrDefault(secret) is { } own && context.Readable("services", service, "secrets", secret)
            ? Kind(own) : null;
        foreach (var (environment, change) in context.Document.Environments)
        {
            if (change.Services.GetValueOrDefault(service)?.Secrets.GetValueOrDefault(secret) is not { } reference
                || !context.Readable("environments", environment, "services", service, "secrets", secret))
                continue;
            first ??= Kind(reference);
            if (Kind(reference) == first)
                continue;
            var place = context.At("environments", environment, "services", service, "secrets", secret);
            context.Add(RequirementsErrors.SecretKindsDiffer(place.Path, place.Value, Kind(reference), first));
        }
    }

    private static string Kind(string reference) => reference[..(reference.IndexOf(':', StringComparison.Ordinal) + 1)];
}
