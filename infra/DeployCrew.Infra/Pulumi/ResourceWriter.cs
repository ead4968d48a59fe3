using System.Text;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>One resource as a statement.</summary>
internal sealed class ResourceWriter(ProjectNames names, string concept, int indent)
{
    private readonly ExpressionWriter expressions = new(names, concept);
    private readonly string pad = new(' ', indent);

    public void Write(Resource resource, StringBuilder statement)
    {
        if (resource.Options.Why is { } why)
            statement.AppendJoin('\n', CSharp.Comment(why, indent)).Append('\n');
        var type = ProjectNames.Catalogued(resource);
        statement.Append($"{pad}{Target(resource)}new {ProjectNames.Type(resource)}({CSharp.Quote(resource.Name)}, new()\n{pad}{{\n");
        foreach (var (name, value) in resource.Inputs)
            statement.Append($"{pad}    {ExpressionWriter.Property(type.CSharpName(name), expressions.Initializer(value, type.Inputs[name], indent + 4))},\n");
        statement.Append($"{pad}}}{Options(resource.Options)});\n");
    }

    private string Target(Resource resource)
    {
        if (names.IsExported(resource.Name))
            return $"{names.Member(resource.Name)} = ";
        return names.IsReferred(resource.Name) ? $"var {names.Expression(resource.Name, concept)} = " : "";
    }

    private string Options(ResourceOptions options)
    {
        var entries = new List<string>();
        if (options.DependsOn.Count > 0)
            entries.Add(ExpressionWriter.Property("DependsOn",
                ExpressionWriter.Braces([.. options.DependsOn.Select(name => names.Expression(name, concept))], indent + 4)));
        if (options.IgnoreChanges.Count > 0)
            entries.Add($"IgnoreChanges = {{ {string.Join(", ", options.IgnoreChanges.Select(CSharp.Quote))} }}");
        if (options.Protect)
            entries.Add("Protect = true");
        return entries.Count == 0 ? "" : $", new CustomResourceOptions\n{pad}{{\n{string.Concat(entries.Select(entry => $"{pad}    {entry},\n"))}{pad}}}";
    }
}
