using DeployCrew.Core.Errors;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Secrets that the requirements refer to: where each is differs by environment, that it is there does not.</summary>
internal static class SecretReferences
{
    private const string Parameter = "ssm:";
    private const string Secret = "secretsmanager:";

    public static List<SecretVariable> Of(StackBuilder stack, ServiceScope scope, string service)
    {
        var found = scope.Environments.Select(environment => (environment.Name, environment.Service(service).Secrets)).ToList();
        var variables = new List<SecretVariable>();
        foreach (var name in found.SelectMany(environment => environment.Secrets.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            foreach (var (environment, _) in found.Where(environment => !environment.Secrets.ContainsKey(name)))
                scope.Problems.Add(StackErrors.SecretNotEverywhere(environment, service, name));
            var references = found.Where(environment => environment.Secrets.ContainsKey(name))
                .Select(environment => environment.Secrets[name]).ToList();
            if (references.TrueForAll(reference => reference.StartsWith(Parameter, StringComparison.Ordinal)))
                variables.Add(FromParameter(scope.Common, scope.Network, name, Place(stack, service, name, Parameter)));
            else if (references.TrueForAll(reference => reference.StartsWith(Secret, StringComparison.Ordinal)))
                variables.Add(FromSecret(scope.Common, scope.Network, name, Place(stack, service, name, Secret)));
            else
                scope.Problems.Add(StackErrors.SecretReference(service, name));
        }
        return variables;
    }

    private static ConfigurationKey Place(StackBuilder stack, string service, string name, string prefix) => stack.Configure(
        $"{Naming.Camel(service)}Secret{Naming.Pascal(name.ToLowerInvariant())}", ConfigurationKind.Text,
        $"Where the value of {name} of {service} is kept.",
        scope =>
        {
            var place = scope.Service(service).Secrets.GetValueOrDefault(name, prefix)[prefix.Length..];
            return prefix == Parameter && !place.StartsWith('/') ? $"/{place}" : place;
        });

    private static SecretVariable FromParameter(CommonConfiguration common, Network network, string name, ConfigurationKey place)
    {
        var arn = Text($"arn:aws:ssm:{common.Region}:{network.Account}:parameter{place}");
        return new(name, arn, "ssm:GetParameters", arn);
    }

    private static SecretVariable FromSecret(CommonConfiguration common, Network network, string name, ConfigurationKey place)
    {
        var arn = Text($"arn:aws:secretsmanager:{common.Region}:{network.Account}:secret:{place}");
        // Secrets Manager puts six characters of its own behind a name.
        return new(name, arn, "secretsmanager:GetSecretValue", Text($"{arn}-??????"));
    }
}
