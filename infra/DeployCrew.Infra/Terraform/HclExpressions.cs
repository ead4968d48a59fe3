using System.Globalization;
using System.Text;
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
        Interpolation interpolation => $"\"{Parts(interpolation, Hcl.Escape)}\"",
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
        Interpolation interpolation => Parts(interpolation, Hcl.Template),
        _ => $"${{{Write(value)}}}",
    };

    /// <summary>Texts that are neighbours are one: <c>$</c> and <c>{</c> mean something together.</summary>
    private string Parts(Interpolation interpolation, Func<string, bool, string> escape)
    {
        var (written, text) = (new StringBuilder(), new StringBuilder());
        foreach (var part in Flat(interpolation))
        {
            if (part is Literal { Content: string literal })
            {
                text.Append(literal);
                continue;
            }
            written.Append(escape(text.ToString(), true)).Append($"${{{Write(part)}}}");
            text.Clear();
        }
        return written.Append(escape(text.ToString(), false)).ToString();
    }

    private static IEnumerable<Value> Flat(Interpolation interpolation) =>
        interpolation.Parts.SelectMany(part => part is Interpolation inner ? Flat(inner) : [part]);

    private static string Literal(object content) => content switch
    {
        string text => Hcl.Quote(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A {content.GetType().Name} is not a literal."),
    };
}
