using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary><c>Pulumi.yaml</c> and <c>Pulumi.&lt;environment&gt;.yaml</c>.</summary>
internal static class YamlFiles
{
    private static readonly HashSet<string> Words = new(["true", "false", "yes", "no", "on", "off", "null", "y", "n"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Project(StackModel model, string runtime = "dotnet") => $"name: {Text(model.Project)}\nruntime: {runtime}\ndescription: {Text($"Infrastructure of {model.Project}")}\n";

    public static string Environment(StackModel model, StackConfiguration configuration)
    {
        var file = new StringBuilder("config:\n");
        foreach (var key in model.Configuration.OrderBy(key => key.Name.Contains(':', StringComparison.Ordinal) ? 0 : 1))
        {
            var name = key.Name.Contains(':', StringComparison.Ordinal) ? key.Name : $"{model.Project}:{key.Name}";
            // An empty list of the provider's own would not mean "none given": it is left out.
            if (name == key.Name && configuration.Values[key.Name] is IReadOnlyList<string> { Count: 0 })
                continue;
            file.Append($"  {name}:{Value(configuration.Values[key.Name])}\n");
            if (key.Name == "aws:region" && model.DefaultTags.Count > 0)
                Tags(file, model, configuration);
        }
        return file.ToString();
    }

    private static void Tags(StringBuilder file, StackModel model, StackConfiguration configuration)
    {
        file.Append("  aws:defaultTags:\n    tags:\n");
        foreach (var (name, value) in model.DefaultTags)
        {
            var text = StackResolution.Evaluate(value, configuration, (_, _) => null)!.GetValue<string>();
            file.Append($"      {Text(name)}: {Text(text)}\n");
        }
    }

    private static string Value(object value) => value switch
    {
        string text => $" {Text(text)}",
        bool flag => flag ? " true" : " false",
        int number => $" {number.ToString(CultureInfo.InvariantCulture)}",
        IReadOnlyList<string> { Count: > 0 } texts => string.Concat(texts.Select(text => $"\n    - {Text(text)}")),
        IReadOnlyList<IReadOnlyDictionary<string, string>> { Count: > 0 } maps => string.Concat(maps.Select(Map)),
        _ => " []",
    };

    private static string Map(IReadOnlyDictionary<string, string> map) => string.Concat(
        map.Select((entry, index) => $"\n    {(index == 0 ? "- " : "  ")}{Text(entry.Key)}: {Text(entry.Value)}"));

    /// <summary>Plain where YAML cannot take it for something else, quoted as JSON where it could.</summary>
    private static string Text(string text)
    {
        var plain = text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '/') && !Words.Contains(text)
            && text.All(character => char.IsAsciiLetterOrDigit(character) || "-_./@".Contains(character, StringComparison.Ordinal));
        return plain || (text.Contains(' ', StringComparison.Ordinal)
            && text.All(character => char.IsAsciiLetter(character) || character == ' ') && text.Trim() == text)
            ? text : JsonSerializer.Serialize(text, Quoted);
    }
}
