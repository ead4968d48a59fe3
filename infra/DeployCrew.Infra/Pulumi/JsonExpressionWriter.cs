using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>JSON documents as C# objects that are serialized: policies, container definitions.</summary>
internal sealed class JsonExpressionWriter(ProjectNames names, string concept)
{
    public string Document(JsonDocumentValue document, int indent)
    {
        var content = Json(document.Content, indent);
        return Values.SelfAndInner(document.Content).Any(value => value is Reference)
            ? $"Output.JsonSerialize(Output.Create({content}))"
            : $"JsonSerializer.Serialize({content})";
    }

    private string Json(Value value, int indent) => value switch
    {
        MapValue map when map.Entries.All(entry => CSharp.IsIdentifier(entry.Key)) => After("new", ExpressionWriter.Braces(
            [.. map.Entries.Select(entry => $"{entry.Key} = {Json(entry.Value, indent + 4)}")], indent)),
        MapValue map => After("new Dictionary<string, object>", ExpressionWriter.Braces(
            [.. map.Entries.Select(entry => $"[{CSharp.Quote(entry.Key)}] = {Json(entry.Value, indent + 4)}")], indent)),
        ListValue list => List(list, indent),
        Concatenation concatenation => Concatenated(concatenation, indent),
        _ => new ExpressionWriter(names, concept).Scalar(value),
    };

    private string List(ListValue list, int indent, bool objects = false)
    {
        if (list.Items.Count == 0)
            return objects ? "Array.Empty<object>()" : "Array.Empty<string>()";
        var kinds = list.Items.Select(KindOf).Distinct().ToList();
        var same = kinds.Count == 1 && (kinds[0] != Kind.Object || list.Items.Count == 1);
        return After(same && !objects ? "new[]" : "new object[]",
            ExpressionWriter.Braces([.. list.Items.Select(item => Json(item, indent + 4))], indent));
    }

    private string Concatenated(Concatenation concatenation, int indent)
    {
        var first = concatenation.Lists[0] is ListValue list ? List(list, indent, objects: true) : Json(concatenation.Lists[0], indent);
        return first + string.Concat(concatenation.Lists.Skip(1).Select(next => $".Concat({Json(next, indent)})"));
    }

    private static string After(string keyword, string braces) => braces.StartsWith('\n') ? keyword + braces : $"{keyword} {braces}";

    /// <summary>Items of different C# types cannot share a <c>new[]</c>.</summary>
    private static Kind KindOf(Value value) => value switch
    {
        Reference => Kind.Output,
        Interpolation or Choice => Values.SelfAndInner(value).Any(part => part is Reference) ? Kind.Output : Kind.Text,
        Literal { Content: string } or ConfigurationKey => Kind.Text,
        Literal => Kind.Other,
        _ => Kind.Object,
    };

    private enum Kind { Text, Output, Other, Object }
}
