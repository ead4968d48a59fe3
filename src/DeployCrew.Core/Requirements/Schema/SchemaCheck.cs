using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Parsing;

namespace DeployCrew.Core.Requirements.Schema;

/// <summary>
/// Holds a document against the schema. NJsonSchema is the second opinion in the tests, not the checker here: it gives no reason in plain
/// words, throws on numbers beyond decimal, and costs a quarter of a second at every start.
/// </summary>
internal sealed class SchemaCheck(List<Diagnostic> problems)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(250);
    private readonly HashSet<SourceNode> unreadable = [];
    private readonly HashSet<(SourceNode Parent, string Name)> missing = [];

    /// <summary>Whether a value breaks the schema, so that nothing further can be said about it.</summary>
    public bool IsUnreadable(SourceNode node) => unreadable.Contains(node);

    /// <summary>Whether a value that must be given is not.</summary>
    public bool IsMissing(SourceNode parent, string name) => missing.Contains((parent, name));

    public void Check(SourceNode node, SchemaNode given)
    {
        var schema = SchemaFile.Resolve(given);
        if (!HasType(node, schema.Type))
        {
            var found = ValueText.Of(node, schema.Sensitive);
            Refuse(node, RequirementsErrors.WrongType(node.Path, node.Position, ValueText.OfType(schema.Type), found));
        }
        else if (node.Kind == JsonValueKind.Object)
            CheckObject(node, schema);
        else if (node.Kind == JsonValueKind.Array)
            CheckList(node, schema);
        else if (Problem(node, schema) is { } problem)
            Refuse(node, problem);
    }

    private static bool HasType(SourceNode node, string? type) => type switch
    {
        "string" => node.Kind == JsonValueKind.String,
        "integer" => node.Kind == JsonValueKind.Number && node.Text.AsSpan().IndexOfAny(".eE") < 0,
        "number" => node.Kind == JsonValueKind.Number,
        "boolean" => node.Kind is JsonValueKind.True or JsonValueKind.False,
        "array" => node.Kind == JsonValueKind.Array,
        _ => node.Kind == JsonValueKind.Object,
    };

    private void CheckObject(SourceNode node, SchemaNode schema)
    {
        foreach (var name in schema.Required.Where(name => !node.Members.ContainsKey(name)))
        {
            missing.Add((node, name));
            problems.Add(RequirementsErrors.MissingProperty(node.PathOf(name), node.Position, schema.Properties![name].Description ?? name));
        }

        if (node.Members.Count < (schema.MinProperties ?? 0))
            problems.Add(RequirementsErrors.Empty(node.Path, node.Position));
        foreach (var (name, member) in node.Members)
        {
            if (schema.Properties?.GetValueOrDefault(name) is { } property)
                Check(member, property);
            else if (schema.PatternProperties is { } patterns)
                CheckNamed(name, member, patterns.First(), schema);
            else
                ReportUnknown(name, member, schema.Properties!.Keys);
        }
    }

    private void ReportUnknown(string name, SourceNode member, IReadOnlyCollection<string> known) =>
        problems.Add(RequirementsErrors.UnknownProperty(member.Path, member.KeyPosition, NearestName.Of(name, known), known));

    private void CheckNamed(string name, SourceNode member, KeyValuePair<string, SchemaNode> values, SchemaNode map)
    {
        if (!Matches(name, values.Key))
            problems.Add(RequirementsErrors.Name(member.Path, member.KeyPosition, map.PatternErrorMessage!));
        Check(member, values.Value);
    }

    private void CheckList(SourceNode node, SchemaNode schema)
    {
        if (node.Items.Count < (schema.MinItems ?? 0))
            Refuse(node, RequirementsErrors.Empty(node.Path, node.Position));
        foreach (var item in node.Items)
            Check(item, schema.Items!);
        if (!schema.UniqueItems)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Items.Where(item => item.Kind == JsonValueKind.String && !seen.Add(item.Text)))
            problems.Add(RequirementsErrors.Repeated(item.Path, item.Position, ValueText.Of(item, schema.Sensitive)));
    }

    private static Diagnostic? Problem(SourceNode node, SchemaNode schema) => node.Kind switch
    {
        JsonValueKind.String => TextProblem(node, schema) ?? ChoiceProblem(node, schema),
        JsonValueKind.Number => NumberProblem(node, schema) ?? ChoiceProblem(node, schema),
        _ => null,
    };

    private static Diagnostic? TextProblem(SourceNode node, SchemaNode schema)
    {
        if (node.Text.Length < (schema.MinLength ?? 0))
            return RequirementsErrors.Empty(node.Path, node.Position);
        if (schema.MaxLength is { } longest && node.Text.Length > longest)
            return RequirementsErrors.TooLong(node.Path, node.Position, longest, node.Text.Length);
        if (schema.Pattern is null || Matches(node.Text, schema.Pattern))
            return null;
        return schema.Sensitive
            ? RequirementsErrors.SecretReference(node.Path, node.Position)
            : RequirementsErrors.Form(node.Path, node.Position, schema.PatternErrorMessage!, ValueText.Of(node, sensitive: false));
    }

    private static Diagnostic? NumberProblem(SourceNode node, SchemaNode schema)
    {
        if (schema.Minimum is null && schema.Maximum is null)
            return null;
        // Beyond decimal is beyond every maximum, and below every minimum.
        var inRange = decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= schema.Minimum && number <= schema.Maximum;
        if (inRange)
            return null;
        var found = SourcePath.Shown(node.Text);
        return RequirementsErrors.OutOfRange(node.Path, node.Position, schema.Minimum!.Value, schema.Maximum!.Value, found);
    }

    private static Diagnostic? ChoiceProblem(SourceNode node, SchemaNode schema)
    {
        if (schema.Enum is not { } choices)
            return null;
        var known = choices.Select(choice => choice.ToString()).ToList();
        if (known.Contains(node.Text))
            return null;
        return schema.Later.Contains(node.Text)
            ? RequirementsErrors.NotInThisVersion(node.Path, node.Position, node.Text, known)
            : RequirementsErrors.NotAChoice(node.Path, node.Position, known, ValueText.Of(node, schema.Sensitive), Nearest(node, known));
    }

    private static string? Nearest(SourceNode node, List<string> known)
    {
        if (known.Count == 1 || node.Kind == JsonValueKind.String)
            return known.Count == 1 ? null : NearestName.Of(node.Text, known);
        return double.TryParse(node.Text, CultureInfo.InvariantCulture, out var number)
            ? known.MinBy(choice => Math.Abs(double.Parse(choice, CultureInfo.InvariantCulture) - number)) : null;
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            // JavaScript's $ is the very end; that of .NET also matches before a last line feed.
            var exact = pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern;
            return Regex.IsMatch(text, exact, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private void Refuse(SourceNode node, Diagnostic problem)
    {
        unreadable.Add(node);
        problems.Add(problem);
    }
}
