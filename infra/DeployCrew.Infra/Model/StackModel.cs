namespace DeployCrew.Infra.Model;

/// <summary>The one typed resource graph that C#, diagram, preview and rehearsal are read from.</summary>
/// <param name="Project">Pulumi project name.</param>
/// <param name="Resources">Resources, in an order in which each comes after those it refers to.</param>
/// <param name="Configuration">The configuration keys that resources refer to.</param>
/// <param name="Outputs">Stack outputs by name.</param>
public sealed record StackModel(
    string Project, IReadOnlyList<Resource> Resources, IReadOnlyList<ConfigurationDeclaration> Configuration,
    IReadOnlyList<KeyValuePair<string, Value>> Outputs)
{
    /// <summary>Tags that the provider puts on every resource that can have any; literals, configuration and interpolations of the
    /// two.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> DefaultTags { get; init; } = [];

    /// <summary>The resource of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Resource Find(string name) =>
        Resources.FirstOrDefault(resource => resource.Name == name)
            ?? throw new KeyNotFoundException($"No resource '{name}' in the stack.");
}

/// <summary>A configuration key that a stack declares.</summary>
/// <param name="Name">camelCase name; one with a prefix, such as <c>aws:region</c>, is the provider's own and means there what it means in
/// Pulumi.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Description">What it decides.</param>
public sealed record ConfigurationDeclaration(string Name, ConfigurationKind Kind, string Description)
{
    /// <summary>For a flag: another flag that is true wherever this one is, so that what exists under this one may refer to what exists
    /// under the other. A NAT gateway is only ever in a network that the stack creates.</summary>
    public string? Requires { get; init; }
}

/// <summary>Type of a configuration value.</summary>
public enum ConfigurationKind { Text, Number, Flag, TextList, TextMapList }

/// <summary>The configuration of one environment: what <c>Pulumi.&lt;env&gt;.yaml</c> holds.</summary>
/// <param name="Environment">Stack name: dev, prod.</param>
/// <param name="Values">string, int, bool, IReadOnlyList&lt;string&gt; or IReadOnlyList&lt;IReadOnlyDictionary&lt;string, string&gt;&gt; by
/// key; every declared key is there.</param>
public sealed record StackConfiguration(string Environment, IReadOnlyDictionary<string, object> Values);
