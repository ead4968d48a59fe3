namespace DeployCrew.Infra.Catalogue;

/// <summary>What a property is called in Terraform, and how it is held there. Written as text in <c>terraform.json</c>:
/// <c>load_balancer block set</c>, <c>subnets set</c>, <c>forward block list one</c>.</summary>
/// <param name="Name">snake_case name, in the singular for blocks.</param>
/// <param name="IsBlock">Written as a block, not as an attribute.</param>
/// <param name="IsList">A list of values.</param>
/// <param name="IsSet">A set of values: it has no index.</param>
/// <param name="IsOne">A list or set in Terraform, a single value in the model.</param>
/// <param name="IsComputed">Filled in by the provider where nothing is given.</param>
public sealed record TerraformProperty(string Name, bool IsBlock, bool IsList, bool IsSet, bool IsOne, bool IsComputed)
{
    /// <summary>Reads the catalogue's text form.</summary>
    public static TerraformProperty Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ');
        return new(words[0], Has("block"), Has("list"), Has("set"), Has("one"), Has("computed"));

        bool Has(string word) => words.AsSpan(1).Contains(word);
    }
}
