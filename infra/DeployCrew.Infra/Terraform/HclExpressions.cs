using System.Globalization;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Terraform;

/// <summary>Values as expressions of Terraform's language.</summary>
internal sealed class HclExpressions(TerraformNames names)
{
    public string Write(Value value) => value switch
    {
        Literal literal => Literal(literal.Content),
        ConfigurationKey key => $"var.{TerraformNames.Variable(key.Name)}{(key.Index is { } index ? $"[{index}]" : "")}",
        Reference reference => OutputReference.Write(names.Find(reference.Resource), reference.Property),
        Interpolation interpolation => $"\"{string.Concat(interpolation.Parts.Select(part => Part(part, Hcl.Escape)))}\"",
        ListValue list => $"[{string.Join(", ", list.Items.Select(Write))}]",
        MapValue map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{Hcl.Quote(entry.Key)} = {Write(entry.Value)}"))}}}",
        Concatenation concatenation => $"concat({string.Join(", ", concatenation.Lists.Select(Write))})",
        JsonDocumentValue document => $"jsonencode({Write(document.Content)})",
        SecretValue secret => $"sensitive({Write(secret.Content)})",
        Choice choice => $"(var.{TerraformNames.Variable(choice.Flag)} ? {Write(choice.Then)} : {Write(choice.Else)})",
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is not written as Terraform."),
    };

    /// <summary>A value as the text of a JSON string, which Terraform reads as a template.</summary>
    public string Template(Value value) => value switch
    {
        Literal { Content: string text } => Hcl.Template(text),
        Interpolation interpolation => string.Concat(interpolation.Parts.Select(part => Part(part, Hcl.Template))),
        _ => $"${{{Write(value)}}}",
    };

    private string Part(Value part, Func<string, string> escape) => part switch
    {
        Literal { Content: string text } => escape(text),
        Interpolation inner => string.Concat(inner.Parts.Select(innerPart => Part(innerPart, escape))),
        _ => $"${{{Write(part)}}}",
    };

    private static string Literal(object content) => content switch
    {
        string text => Hcl.Quote(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A {content.GetType().Name} is not a literal."),
    };
}
