using System.Text;
using DeployCrew.Rehearsal.Api;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace DeployCrew.Rehearsal.Machine;

/// <summary>A buildspec (version 0.2): its phases' commands, in order, and its variables. What else it may have is not read.</summary>
/// <param name="Phases">Names as CodeBuild has them (BUILD), with their commands.</param>
/// <param name="Variables">Of env/variables.</param>
internal sealed record Buildspec(IReadOnlyList<(string Type, IReadOnlyList<string> Commands)> Phases, IReadOnlyDictionary<string, string> Variables)
{
    private static readonly string[] Order = ["install", "pre_build", "build", "post_build"];

    /// <summary>Reads YAML, which JSON is too.</summary>
    /// <exception cref="AwsFault">InvalidInputException.</exception>
    public static Buildspec Parse(string text)
    {
        try
        {
            var root = new DeserializerBuilder().Build().Deserialize<object?>(text) as IDictionary<object, object?> ?? throw Wrong("it is not a map");
            if (root.TryGetValue("version", out var version) && version?.ToString() is not ("0.2" or "0.1"))
                throw Wrong($"version {version} is not known");
            var phases = Map(root, "phases") ?? throw Wrong("it has no phases");
            if (phases.Keys.FirstOrDefault(key => !Order.Contains(key)) is { } unknown)
                throw Wrong($"there is no phase '{unknown}'");
            return new Buildspec(
                [.. Order.Where(phases.ContainsKey).Select(name => (name.ToUpperInvariant(), Texts(Map(phases, name), "commands")))],
                (Map(root, "env") is { } env ? Map(env, "variables") : null)?.ToDictionary(one => (string)one.Key, one => one.Value?.ToString() ?? "", StringComparer.Ordinal) ?? []);
        }
        catch (YamlException error)
        {
            throw Wrong(error.Message);
        }
    }

    /// <summary>
    /// One shell script of all phases: a command that fails ends its phase; after a failed BUILD only POST_BUILD runs, after any other nothing does.
    /// A line with the marker says how each phase ended: <c>marker BUILD 1</c>.
    /// </summary>
    public string Script(string marker)
    {
        var script = new StringBuilder("__all=0\n");
        foreach (var (type, commands) in Phases)
        {
            script.Append(type == "POST_BUILD" ? "if [ $__all -eq 0 ] || [ \"$__at\" = BUILD ]; then\n" : "if [ $__all -eq 0 ]; then\n");
            script.Append($"echo '{marker} {type}'\n__s=0\n");
            foreach (var command in commands)
                script.Append($"if [ $__s -eq 0 ]; then\n{command.TrimEnd('\n')}\n__s=$?\nfi\n");
            script.Append($"echo '{marker} {type} '$__s\nif [ $__s -ne 0 ]; then __all=$__s; fi\n__at={type}\nfi\n");
        }

        return script.Append("exit $__all\n").ToString();
    }

    private static IDictionary<object, object?>? Map(IDictionary<object, object?> map, string name) => map.TryGetValue(name, out var value) ? value as IDictionary<object, object?> : null;

    private static IReadOnlyList<string> Texts(IDictionary<object, object?>? map, string name) => map?.TryGetValue(name, out var value) is true
        ? value switch { string one => [one], IEnumerable<object> many => [.. many.Select(item => item.ToString() ?? "")], _ => [] } : [];

    private static AwsFault Wrong(string why) => new("InvalidInputException", $"Invalid buildspec: {why}");
}
