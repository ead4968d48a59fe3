using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Parsing;

/// <summary>Reads a JSON text into nodes with positions. Comments, trailing commas and duplicate keys are reported and read over.</summary>
internal ref struct SourceParser
{
    private const int DeepestNesting = 64;
    private readonly byte[] bytes;
    private readonly LineIndex lines;
    private readonly List<Diagnostic> problems;
    private Utf8JsonReader reader;

    private SourceParser(string text, List<Diagnostic> problems)
    {
        bytes = Encoding.UTF8.GetBytes(text);
        lines = new(bytes);
        this.problems = problems;
        reader = new(bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Allow,
            MaxDepth = DeepestNesting,
        });
    }

    /// <summary>The root, or null when the text is not JSON at all: then <paramref name="problems"/> says where it stops being
    /// it.</summary>
    public static SourceNode? Parse(string text, List<Diagnostic> problems)
    {
        var parser = new SourceParser(text.TrimStart('\uFEFF'), problems);
        try
        {
            return parser.Document();
        }
        catch (JsonException error)
        {
            problems.Add(parser.Explain(error));
            return null;
        }
    }

    private SourceNode Document()
    {
        Advance();
        var root = Value("", null);
        while (reader.Read())
            ReportComment();
        return root;
    }

    private void Advance()
    {
        while (reader.Read() && ReportComment())
        {
        }
    }

    private readonly bool ReportComment()
    {
        if (reader.TokenType != JsonTokenType.Comment)
            return false;
        problems.Add(RequirementsErrors.Comment(Here));
        return true;
    }

    private readonly SourcePosition Here => lines.At(reader.TokenStartIndex);

    private SourceNode Value(string path, SourcePosition? key) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(path, key),
        JsonTokenType.StartArray => Array(path, key),
        JsonTokenType.String => new(path, JsonValueKind.String, Here, key) { Text = Text(path) },
        JsonTokenType.Number => new(path, JsonValueKind.Number, Here, key) { Text = Encoding.UTF8.GetString(reader.ValueSpan) },
        JsonTokenType.True => new(path, JsonValueKind.True, Here, key),
        JsonTokenType.False => new(path, JsonValueKind.False, Here, key),
        _ => new(path, JsonValueKind.Null, Here, key),
    };

    private SourceNode Object(string path, SourcePosition? keyPosition)
    {
        var node = new SourceNode(path, JsonValueKind.Object, Here, keyPosition);
        for (Advance(); reader.TokenType == JsonTokenType.PropertyName; Advance())
        {
            var place = Here;
            var name = Text(path);
            var memberPath = SourcePath.Join(path, name);
            Advance();
            if (!node.Members.TryAdd(name, Value(memberPath, place)))
                problems.Add(RequirementsErrors.DuplicateKey(memberPath, place, node.Members[name].KeyPosition));
        }

        ReportTrailingComma(path);
        return node;
    }

    private SourceNode Array(string path, SourcePosition? keyPosition)
    {
        var node = new SourceNode(path, JsonValueKind.Array, Here, keyPosition);
        for (Advance(); reader.TokenType != JsonTokenType.EndArray; Advance())
            node.Items.Add(Value($"{path}/{node.Items.Count}", null));
        ReportTrailingComma(path);
        return node;
    }

    private readonly void ReportTrailingComma(string path)
    {
        var before = (int)reader.TokenStartIndex - 1;
        while (before >= 0 && bytes[before] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            before--;
        if (before >= 0 && bytes[before] == ',')
            problems.Add(RequirementsErrors.TrailingComma(path, lines.At(before)));
    }

    private readonly string Text(string path)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException) // half of a surrogate pair, written as \ud800
        {
            problems.Add(RequirementsErrors.BrokenCharacter(path, Here));
            return "";
        }
    }

    private readonly Diagnostic Explain(JsonException error)
    {
        var offset = lines.OffsetOf(error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
        if (reader.CurrentDepth >= DeepestNesting - 1 && offset < bytes.Length && bytes[offset] is (byte)'[' or (byte)'{')
            return RequirementsErrors.TooDeep(lines.At(offset), DeepestNesting);
        return RequirementsErrors.Syntax(lines.At(offset), SyntaxProblem.Of(bytes, offset));
    }
}
