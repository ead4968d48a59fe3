using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Parsing;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Names that differ here must differ where they are used: in generated code, in files of systems that ignore case, and in
/// AWS.</summary>
internal static class NameCollisionRule
{
    public static void Check(RuleContext context)
    {
        CheckCode(context);
        CheckComposed(context);
        CheckSecrets(context);
    }

    /// <summary><c>web-1</c> and <c>web1</c> are both <c>Web1</c> in code.</summary>
    private static void CheckCode(RuleContext context)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = context.Document.Services.Keys.Select(name => (Kind: "services", Name: name))
            .Concat(context.Document.Resources.Keys.Select(name => (Kind: "resources", Name: name)));
        foreach (var (kind, name) in names)
        {
            var written = name.Replace("-", "", StringComparison.Ordinal);
            if (taken.TryAdd(written, $"{kind}/{SourcePath.Shown(name)}"))
                continue;
            var place = context.At(kind, name);
            context.Add(RequirementsErrors.NamesCollide(place.Path, place.Key, taken[written]));
        }
    }

    /// <summary>Service <c>a-web</c> in <c>dev</c> and service <c>web</c> in <c>dev-a</c> would share roles and target groups.</summary>
    private static void CheckComposed(RuleContext context)
    {
        var taken = new Dictionary<string, (string Environment, string Service)>(StringComparer.Ordinal);
        foreach (var environment in context.Document.Environments.Keys)
        {
            foreach (var service in context.Document.Services.Keys)
            {
                var name = ResourceNames.Service(context.Document.Project, environment, service);
                if (taken.TryAdd(name, (environment, service)))
                    continue;
                var place = context.At("environments", environment);
                context.Add(RequirementsErrors.ComposedNamesCollide(place.Path, place.Key, name, service, taken[name].Service,
                    taken[name].Environment));
            }
        }
    }

    /// <summary>The stack is configured with <c>webSecretApiKey</c>: secrets API_KEY and API__KEY of web would be one.</summary>
    private static void CheckSecrets(RuleContext context)
    {
        var taken = new Dictionary<string, (string Service, string Secret)>(StringComparer.Ordinal);
        foreach (var scope in VariableScope.All(context.Document))
        {
            foreach (var secret in scope.Secrets.Keys)
            {
                var key = $"{Pascal(scope.Service)}Secret{Pascal(secret.ToLowerInvariant())}";
                if (taken.TryAdd(key, (scope.Service, secret)) || taken[key] == (scope.Service, secret))
                    continue;
                var place = context.At(scope.Path("secrets", secret));
                context.Add(RequirementsErrors.SecretNamesCollide(place.Path, place.Key, taken[key].Secret, taken[key].Service));
            }
        }
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('-', '_').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
