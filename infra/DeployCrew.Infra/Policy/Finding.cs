namespace DeployCrew.Infra.Policy;

/// <summary>A place in one environment's stack where a rule does not hold.</summary>
/// <param name="RuleId">Id of the rule, see <see cref="PolicyRules.Find"/>.</param>
/// <param name="Severity">How much it weighs here.</param>
/// <param name="Resource">Name of the resource; empty for the stack as a whole.</param>
/// <param name="Property">Path of the input: <c>rules[0].sseAlgorithm</c>.</param>
/// <param name="Message">What was found.</param>
/// <param name="Environment">The environment.</param>
/// <param name="File">File of the generated project that makes the resource: <c>Network.cs</c>.</param>
public sealed record Finding(
    string RuleId, PolicySeverity Severity, string Resource, string Property, string Message, string Environment, string File)
{
    /// <summary><c>high DCP001 prod Security.cs ssh/cidrIpv4: port 22 is open to everybody.</c></summary>
    public override string ToString()
    {
        var place = string.Join('/', new[] { Resource, Property }.Where(part => part.Length > 0));
        return $"{Severity.ToString().ToLowerInvariant()} {RuleId} {Environment} {File} {place}: {Message}";
    }
}
