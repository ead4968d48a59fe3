namespace DeployCrew.Rehearsal.Api;

/// <summary>The form of a query request, in the body or in the address: <c>Action=DescribeTargetHealth&amp;TargetGroupArn=…&amp;Names.member.1=…</c>.</summary>
/// <param name="Fields">Every field but Action and Version.</param>
internal sealed record QueryForm(string? Action, string? Version, IReadOnlyDictionary<string, string> Fields)
{
    public static QueryForm Parse(string body, string? query)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in body.Split('&').Concat((query ?? "").TrimStart('?').Split('&')))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                fields[Decode(pair[..equals])] = Decode(pair[(equals + 1)..]);
        }

        fields.Remove("Action", out var action);
        fields.Remove("Version", out var version);
        return new QueryForm(action, version, fields);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
