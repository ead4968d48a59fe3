using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Detection;

/// <summary>A JSON object of the app, with the line of every property. Comments and trailing commas are read over, as deno.jsonc and tsconfig.json have them.</summary>
internal sealed class JsonFile
{
    private readonly Dictionary<string, (string? Text, int Line)> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _names = new(StringComparer.Ordinal);

    private JsonFile(string file) => File = file;

    public string File { get; }

    /// <exception cref="DeployError">DC3204: broken, nested too deeply, or not an object.</exception>
    public static JsonFile Parse(ProjectText text)
    {
        var json = new JsonFile(text.File);
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text.Text);
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new InvalidDataException("it is not a JSON object.");
            json.ReadObject(ref reader, bytes, "", new LineCounter());
            while (reader.Read())
            {
            }

            return json;
        }
        catch (Exception cause) when (cause is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw SourceErrors.UnreadableProject(text.File, cause);
        }
    }

    /// <summary>A text that is not empty, at a path of property names.</summary>
    public Fact<string>? Text(string what, params string[] path) =>
        _properties.TryGetValue(Key(path), out var property) && property.Text is { Length: > 0 } text
            ? new Fact<string>(text, new Evidence(File, property.Line, $"{what}: {text}"))
            : null;

    /// <summary>Line of a property, or null.</summary>
    public int? Line(params string[] path) => _properties.TryGetValue(Key(path), out var property) ? property.Line : null;

    /// <summary>Names of an object's properties, in their order.</summary>
    public IReadOnlyList<string> Names(params string[] path) => _names.GetValueOrDefault(Key(path)) ?? [];

    private static string Key(IEnumerable<string> path) => string.Concat(path.Select(name => "\0" + name));

    private void ReadObject(ref Utf8JsonReader reader, byte[] bytes, string key, LineCounter lines)
    {
        var names = _names[key] = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var line = lines.At(bytes, (int)reader.TokenStartIndex);
            names.Add(name);
            reader.Read();
            _properties[$"{key}\0{name}"] = (reader.TokenType == JsonTokenType.String ? reader.GetString() : null, line);
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader, bytes, $"{key}\0{name}", lines);
            else
                reader.Skip();
        }
    }

    /// <summary>Counts on from where it stood: the reader only goes forward.</summary>
    private sealed class LineCounter
    {
        private int _position;
        private int _line = 1;

        public int At(byte[] bytes, int position)
        {
            _line += bytes.AsSpan(_position, position - _position).Count((byte)'\n');
            _position = position;
            return _line;
        }
    }
}
