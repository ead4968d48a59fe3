using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>A concept as a class: its resources in the order in which the constructor makes them, and what it needs of others.</summary>
/// <param name="Name">As the model names it: <c>web-service</c>.</param>
/// <param name="Class">Class name: <c>WebService</c>.</param>
/// <param name="Blocks">Its resources, in blocks that share a condition.</param>
/// <param name="Needs">Concepts whose resources it refers to, in order.</param>
/// <param name="UsesConfiguration">Whether its constructor takes the configuration.</param>
internal sealed record ConceptCode(
    string Name, string Class, IReadOnlyList<IReadOnlyList<Resource>> Blocks, IReadOnlyList<string> Needs, bool UsesConfiguration)
{
    /// <summary>Name of a variable that holds it: <c>webService</c>.</summary>
    public string Variable => ProjectNames.Variable(Name);
}
