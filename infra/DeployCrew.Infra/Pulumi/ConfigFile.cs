using System.Text;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary><c>StackConfig.cs</c>: the configuration, read once and typed.</summary>
internal static class ConfigFile
{
    public static string Write(StackModel model, ProjectNames names)
    {
        var read = Read(model);
        var prefixes = read.Select(Prefix).Distinct().Order(StringComparer.Ordinal).ToList();
        var file = new StringBuilder($"using Pulumi;\n\nnamespace {names.Namespace};\n\n/// <summary>What differs between environments: Pulumi.&lt;environment&gt;.yaml.</summary>\npublic sealed record StackConfig\n{{\n");
        foreach (var key in read)
        {
            file.AppendJoin('\n', CSharp.Comment($"<summary>{Escape(key.Description)}</summary>", 4, "/// "));
            file.Append($"\n    public required {Type(key.Kind)} {ProjectNames.Configured(key.Name)} {{ get; init; }}\n\n");
        }
        file.Append("    public static StackConfig Load()\n    {\n");
        foreach (var prefix in prefixes)
            file.Append($"        var {(prefix.Length == 0 ? "config" : prefix)} = new Config({(prefix.Length == 0 ? "" : CSharp.Quote(prefix))});\n");
        file.Append("        return new StackConfig\n        {\n");
        foreach (var key in read)
            file.Append($"            {ProjectNames.Configured(key.Name)} = {Reader(key)},\n");
        return file.Append("        };\n    }\n}\n").ToString();
    }

    /// <summary>The declared keys that the program itself reads; the provider reads others, such as the accounts that it may work
    /// in.</summary>
    private static List<ConfigurationDeclaration> Read(StackModel model)
    {
        var used = model.Resources.SelectMany(resource => resource.Inputs).Concat(model.Outputs).SelectMany(entry => Values.Keys(entry.Value))
            .Concat(model.Resources.Select(resource => resource.Options.When).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        return [.. model.Configuration.Where(key => used.Contains(key.Name))];
    }

    private static string Prefix(ConfigurationDeclaration key) =>
        key.Name.Contains(':', StringComparison.Ordinal) ? key.Name.Split(':')[0] : "";

    private static string Reader(ConfigurationDeclaration key)
    {
        var (source, name) = Prefix(key) is { Length: > 0 } prefix ? (prefix, key.Name[(prefix.Length + 1)..]) : ("config", key.Name);
        return $"{source}.{Method(key.Kind)}({CSharp.Quote(name)})";
    }

    private static string Method(ConfigurationKind kind) => kind switch
    {
        ConfigurationKind.Text => "Require",
        ConfigurationKind.Number => "RequireInt32",
        ConfigurationKind.Flag => "RequireBoolean",
        _ => $"RequireObject<{Type(kind)}>",
    };

    private static string Type(ConfigurationKind kind) => kind switch
    {
        ConfigurationKind.Text => "string",
        ConfigurationKind.Number => "int",
        ConfigurationKind.Flag => "bool",
        ConfigurationKind.TextList => "string[]",
        _ => "Dictionary<string, string>[]",
    };

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
