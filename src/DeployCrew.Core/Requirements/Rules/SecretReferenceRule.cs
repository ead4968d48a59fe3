using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>One program serves every environment: a secret is there in all of them, and in the same kind of store.</summary>
internal static class SecretReferenceRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
        {
            var overrides = context.Document.Environments
                .Select(environment => (Environment: environment.Key, Secrets: environment.Value.Services.GetValueOrDefault(name)?.Secrets)).ToList();
            foreach (var secret in overrides.SelectMany(change => change.Secrets?.Keys ?? []).Distinct(StringComparer.Ordinal))
            {
                CheckPresence(context, name, service, secret, overrides.FindAll(change => change.Secrets?.ContainsKey(secret) != true).ConvertAll(change => change.Environment));
                CheckKind(context, name, service, secret);
            }
        }
    }

    private static void CheckPresence(RuleContext context, string service, ServiceRequirements requirements, string secret, List<string> without)
    {
        if (requirements.Secrets.ContainsKey(secret) || without.Count == 0 || !context.Readable("services", service, "secrets"))
            return;
        var given = context.Document.Environments.Keys.First(environment => !without.Contains(environment));
        var place = context.At("environments", given, "services", service, "secrets", secret);
        context.Add(RequirementsErrors.SecretNotEverywhere(place.Path, place.Key, without));
    }

    private static void CheckKind(RuleContext context, string service, ServiceRequirements requirements, string secret)
    {
        var first = requirements.Secrets.GetValueOrDefault(secret) is { } own && context.Readable("services", service, "secrets", secret) ? Kind(own) : null;
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
