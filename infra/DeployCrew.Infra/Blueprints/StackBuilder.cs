using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Collects what blueprints add: resources by concept, configuration with where each environment's value comes from,
/// outputs.</summary>
internal sealed class StackBuilder
{
    private readonly List<Resource> resources = [];
    private readonly List<ConfigurationDeclaration> declarations = [];
    private readonly Dictionary<string, Func<EnvironmentScope, object>> sources = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, Value>> outputs = [];
    private readonly List<KeyValuePair<string, Value>> tags = [];
    private string concept = "stack";
    private string? when;

    /// <summary>What is added from now on belongs to this concept, and exists where the condition is true unless it has one of its
    /// own.</summary>
    public StackBuilder In(string name, ConfigurationKey? condition = null)
    {
        concept = name;
        when = condition?.Name;
        return this;
    }

    public ResourceHandle Add(string type, string name, Inputs inputs, ResourceOptions? options = null)
    {
        var given = options ?? ResourceOptions.None;
        resources.Add(new(type, name, [.. inputs], given with { Concept = concept, When = given.When ?? when }));
        return new(name);
    }

    /// <summary>Adds a resource with the reason that it is there.</summary>
    public ResourceHandle Add(string type, string name, string why, Inputs inputs, ResourceOptions? options = null) =>
        Add(type, name, inputs, (options ?? ResourceOptions.None) with { Why = why });

    /// <summary>Declares a key and says what each environment has for it; declaring it again changes nothing.</summary>
    public ConfigurationKey Configure(
        string name, ConfigurationKind kind, string description, Func<EnvironmentScope, object> value, string? requires = null)
    {
        if (sources.TryAdd(name, value))
            declarations.Add(new(name, kind, description) { Requires = requires });
        return new(name);
    }

    public void Output(string name, Value value) => outputs.Add(new(name, value));

    public void Tag(string name, Value value) => tags.Add(new(name, value));

    public StackModel Build(string project) => new(project, [.. resources], [.. declarations], [.. outputs]) { DefaultTags = [.. tags] };

    public StackConfiguration Configuration(EnvironmentScope scope) => new(
        scope.Name, sources.ToDictionary(source => source.Key, source => source.Value(scope), StringComparer.Ordinal));
}
