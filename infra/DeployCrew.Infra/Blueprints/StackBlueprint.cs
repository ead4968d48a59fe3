using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Validation;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The stack of a project: one program, of which each environment is a configuration.</summary>
public static class StackBlueprint
{
    // Plan, bundle, review, policy, cost and engine all ask for the stack of one document, and for its configurations.
    private static readonly ConditionalWeakTable<RequirementsDocument, Composition> Composed = [];

    /// <summary>The stack that the requirements ask for. The same requirements give the same stack, resource by resource.</summary>
    /// <param name="document">A document that has passed validation.</param>
    /// <exception cref="DeployError">DC4030: what the document asks for cannot be one program; every problem is in the details.</exception>
    public static StackModel Create(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var composed = Composed.GetValue(document, Compose);
        return composed.Problems.Count == 0 ? composed.Model : throw StackErrors.InvalidModel(document.Project, composed.Problems);
    }

    /// <summary>What the stack is configured with in one environment: every key that the model declares.</summary>
    /// <param name="document">A document that has passed validation.</param>
    /// <param name="environment">Name of one of its environments.</param>
    /// <exception cref="KeyNotFoundException">The environment is not in the document.</exception>
    public static StackConfiguration Configuration(RequirementsDocument document, string environment)
    {
        ArgumentNullException.ThrowIfNull(document);
        _ = document.Environments[environment];
        return Composed.GetValue(document, Compose).Configuration(document, environment);
    }

    private static Composition Compose(RequirementsDocument document)
    {
        var problems = new List<Diagnostic>();
        var stack = Compose(document, problems);
        var model = stack.Build(document.Project);
        return new(stack, model, [.. problems, .. ModelValidator.Validate(model)]);
    }

    private static StackBuilder Compose(RequirementsDocument document, List<Diagnostic> problems)
    {
        var stack = new StackBuilder();
        var common = new CommonConfiguration(stack, document);
        NameCheck.Check(document, problems);
        var plan = SubnetPlan.Of(document, problems);
        var network = NetworkBlueprint.Add(stack, document, common, plan);
        var security = SecurityBlueprint.Add(stack, document, common, network);
        EndpointsBlueprint.Add(stack, document, common, network, security);
        var key = EncryptionBlueprint.Add(stack, common, network);
        FlowLogBlueprint.Add(stack, common, network, key);
        var accessLogs = AccessLogBlueprint.Add(stack, document, common, network);
        var balancing = LoadBalancerBlueprint.Add(stack, document, common, network, security, accessLogs);
        FirewallBlueprint.Add(stack, document, common, balancing.LoadBalancer, key);
        balancing = balancing with { Shift = TrafficShiftBlueprint.Add(stack, document, common, network, security, balancing) };
        var cluster = ClusterBlueprint.Add(stack, common);
        var backing = BackingBlueprint.Add(stack, new(document, common, network, security, key), problems);
        var environments = document.Environments.Keys.Order(StringComparer.Ordinal).Select(name => new EnvironmentScope(document, name))
            .ToList();
        var scope = new ServiceScope(environments, common, network, security, balancing, cluster, key, backing, problems)
        {
            Exec = Presence.Of(stack, document, "exec", "Whether a shell can be opened in running tasks.", environment => environment.Exec),
        };
        var routes = new RoutePlan(document);
        var services = document.Services.OrderBy(service => service.Key, StringComparer.Ordinal)
            .Select(service => ServiceBlueprint.Add(stack, scope, service.Key, service.Value, routes)).ToList();
        ObservabilityBlueprint.Add(stack, document, common, key, balancing, cluster, services);
        DashboardBlueprint.Add(stack, common, balancing.LoadBalancer);
        ContractBlueprint.Add(stack, document, common, balancing, cluster, services);
        return stack;
    }

    /// <summary>A document's stack, and where its configuration comes from. Neither changes once it is made.</summary>
    private sealed record Composition(StackBuilder Stack, StackModel Model, IReadOnlyList<Diagnostic> Problems)
    {
        private readonly ConcurrentDictionary<string, StackConfiguration> configurations = new(StringComparer.Ordinal);

        // The one of an environment is the same object each time: what is evaluated from it is kept with it.
        public StackConfiguration Configuration(RequirementsDocument document, string environment) =>
            configurations.GetOrAdd(environment, name => Stack.Configuration(new(document, name)));
    }
}
