using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Policy;

/// <summary>A stack as it is in one environment, as rules look at it.</summary>
internal sealed class PolicyContext
{
    public PolicyContext(StackModel model, StackConfiguration configuration)
    {
        Resources = [.. StackResolution.Active(model, configuration).Select(resource => new EvaluatedResource(
            resource, StackResolution.Inputs(resource, configuration, (name, property) => $"<{name}.{property}>")))];
        Tags = [.. model.DefaultTags.Select(tag => tag.Key)];
        // A stack that has no such switch has nothing that says it may be lost.
        Disposable = configuration.Values.TryGetValue("deletionProtection", out var value) && value is false;
    }

    public IReadOnlyList<EvaluatedResource> Resources { get; }

    /// <summary>Tags that every resource gets.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Whether the requirements say that the environment may be deleted: its data and uptime are worth less.</summary>
    public bool Disposable { get; }

    public IEnumerable<EvaluatedResource> Of(params string[] types) => Resources.Where(resource => types.Contains(resource.Type));

    /// <summary>A violation that weighs little where the environment is disposable.</summary>
    public Violation Durable(Violation violation) => Disposable ? violation with { Severity = PolicySeverity.Low } : violation;

    /// <summary>Resources of a type that none of another type belongs to: buckets without a policy.</summary>
    public IEnumerable<EvaluatedResource> Without(string type, string companion, string property, Func<EvaluatedResource, bool> fulfils) =>
        Of(type).Where(resource => !Of(companion).Any(other => other.RefersTo(property, resource) && fulfils(other)));
}
