using System.Globalization;

namespace DeployCrew.Rehearsal.Api;

/// <summary>The form of a query request: <c>Action=DescribeTargetHealth&amp;TargetGroupArn=…&amp;Names.member.1=…</c>.</summary>
internal sealed class QueryForm(IReadOnlyDictionary<string, string> fields)
{
    public string Action => Text("Action") ?? throw new AwsFault("MissingAction", "The request has no Action.");

    public static QueryForm Parse(string body, string? query)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in body.Split('&').Concat((query ?? "").TrimStart('?').Split('&')))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                fields[Decode(pair[..equals])] = Decode(pair[(equals + 1)..]);
        }

        return new QueryForm(fields);
    }

    public string? Text(string name) => fields.GetValueOrDefault(name);

    public string Required(string name) => Text(name) ?? throw new AwsFault("ValidationError", $"{name} is required");

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>Names.member.1</c>, <c>Names.member.2</c>, …</summary>
    public IReadOnlyList<string> List(string name)
    {
        var items = new List<string>();
        while (fields.TryGetValue($"{name}.member.{items.Count + 1}", out var item))
            items.Add(item);
        return items;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
