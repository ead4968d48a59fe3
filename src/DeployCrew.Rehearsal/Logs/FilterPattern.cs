using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Logs;

/// <summary>
/// A filter pattern of terms, as CloudWatch has it for text: <c>ERROR "out of memory" -debug</c> (all of them, and not the last),
/// <c>?ERROR ?WARN</c> (any of them). Patterns for JSON and for fields are not there.
/// </summary>
internal sealed class FilterPattern
{
    private readonly List<string> all = [];
    private readonly List<string> any = [];
    private readonly List<string> none = [];

    private FilterPattern()
    {
    }

    /// <exception cref="AwsFault">The pattern cannot be read.</exception>
    public static FilterPattern Parse(string text)
    {
        var pattern = new FilterPattern();
        var rest = text.Trim();
        if (rest.StartsWith('{') || rest.StartsWith('[') || rest.StartsWith('%'))
            throw new AwsFault("InvalidParameterException", "The local cloud has filter patterns of terms; it does not have those for JSON, fields and regular expressions.");
        while (rest.Length > 0)
        {
            var list = rest[0] switch { '?' => pattern.any, '-' => pattern.none, _ => pattern.all };
            if (list != pattern.all)
                rest = rest[1..];
            var quoted = rest.StartsWith('"');
            var end = quoted ? rest.IndexOf('"', 1) : rest.IndexOf(' ', StringComparison.Ordinal);
            if (quoted && end < 0)
                throw new AwsFault("InvalidParameterException", $"Invalid filter pattern: a quote of '{text}' has no end.");
            var term = quoted ? rest[1..end] : end < 0 ? rest : rest[..end];
            rest = end < 0 ? "" : rest[(end + 1)..].TrimStart();
            if (term.Length > 0)
                list.Add(term);
        }

        return pattern;
    }

    public bool Matches(string message) =>
        all.TrueForAll(term => message.Contains(term, StringComparison.Ordinal))
        && (any.Count == 0 || any.Exists(term => message.Contains(term, StringComparison.Ordinal)))
        && !none.Exists(term => message.Contains(term, StringComparison.Ordinal));
}
