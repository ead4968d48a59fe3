using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Policy;

/// <summary>A stack as it is in one environment, as rules look at it.</summary>
internal sealed class PolicyContext
{
    // Policy, cost and diagram look at the same environment, one after the other; its configuration is made once.
    private static readonly ConditionalWeakTable<StackConfiguration, PolicyContext> Known = [];

    private readonly StackModel model;
    private readonly Dictionary<string, List<EvaluatedResource>> byType;
    private readonly Dictionary<string, EvaluatedResource> byName;
    private readonly ConcurrentDictionary<(string Type, string Property), ILookup<string, EvaluatedResource>> referring = [];
    private readonly Lazy<IReadOnlyList<Statement>> permissions;
    private readonly Lazy<IReadOnlyList<Statement>> trust;
    private readonly Lazy<IReadOnlyList<Container>> containers;

    private PolicyContext(StackModel model, StackConfiguration configuration)
    {
        this.model = model;
        Resources = [.. StackResolution.Active(model, configuration).Select(resource => new EvaluatedResource(
            resource, StackResolution.Inputs(resource, configuration)))];
        byType = Resources.GroupBy(resource => resource.Type, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        byName = Resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);
        permissions = new(() => [.. Statement.ReadPermissions(this)]);
        trust = new(() => [.. Statement.ReadTrust(this)]);
        containers = new(() => [.. Container.Read(this)]);
        Tags = [.. model.DefaultTags.Select(tag => tag.Key)];
        // A stack that has no such switch has nothing that says it may be lost.
        Disposable = configuration.Values.TryGetValue("deletionProtection", out var value) && value is false;
    }

    /// <summary>The stack in that environment, evaluated once for everybody who asks.</summary>
    public static PolicyContext Of(StackModel model, StackConfiguration configuration)
    {
        var known = Known.GetValue(configuration, one => new(model, one));
        return ReferenceEquals(known.model, model) ? known : new(model, configuration);
    }

    public IReadOnlyList<EvaluatedResource> Resources { get; }

    /// <summary>Tags that every resource gets.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Whether the requirements say that the environment may be deleted: its data and uptime are worth less.</summary>
    public bool Disposable { get; }

    public IEnumerable<EvaluatedResource> Of(params string[] types) => types.SelectMany(type => byType.GetValueOrDefault(type) ?? []);

    /// <summary>The permissions that the stack gives to its roles.</summary>
    public IReadOnlyList<Statement> Permissions => permissions.Value;

    /// <summary>Who may take on the stack's roles.</summary>
    public IReadOnlyList<Statement> Trust => trust.Value;

    /// <summary>The containers of all task definitions.</summary>
    public IReadOnlyList<Container> Containers => containers.Value;

    /// <summary>The resource of that name; null when it does not exist here.</summary>
    public EvaluatedResource? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Resources of a type that have an output of that resource for an input.</summary>
    public IEnumerable<EvaluatedResource> Referring(string type, string property, string resource)
    {
        var found = referring.GetOrAdd((type, property), key => Of(key.Type)
            .Select(other => (Name: EvaluatedResource.NameIn(other.Text(key.Property)), other))
            .Where(entry => entry.Name is not null).ToLookup(entry => entry.Name!, entry => entry.other, StringComparer.Ordinal));
        return found[resource];
    }

    /// <summary>A violation that weighs little where the environment is disposable.</summary>
    public Violation Durable(Violation violation) => Disposable ? violation with { Severity = PolicySeverity.Low } : violation;

    /// <summary>Resources of a type that none of another type belongs to: buckets without a policy.</summary>
    public IEnumerable<EvaluatedResource> Without(string type, string companion, string property, Func<EvaluatedResource, bool> fulfils) =>
        Of(type).Where(resource => !Referring(companion, property, resource.Name).Any(fulfils));
}
