using System.Text;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.TypeScript;

/// <summary>The configuration as one typed object.</summary>
internal static class TypeScriptConfiguration
{
    public static void Write(StringBuilder text, StackModel model)
    {
        text.Append("const own = new pulumi.Config();\nconst provider = new pulumi.Config(\"aws\");\nconst config = {\n");
        foreach (var key in model.Configuration.Where(key => key.Name != "aws:allowedAccountIds"))
        {
            var provider = key.Name.StartsWith("aws:", StringComparison.Ordinal);
            text.Append($"    /** {key.Description} */\n    {Name(key.Name)}: {(provider ? "provider" : "own")}.{Reader(key.Kind)}(\"{key.Name[(provider ? 4 : 0)..]}\"),\n");
        }
        text.Append("};\n");
    }

    /// <summary><c>aws:region</c> → <c>region</c>.</summary>
    public static string Name(string key) => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string Reader(ConfigurationKind kind) => kind switch
    {
        ConfigurationKind.Text => "require",
        ConfigurationKind.Number => "requireNumber",
        ConfigurationKind.Flag => "requireBoolean",
        ConfigurationKind.TextList => "requireObject<string[]>",
        _ => "requireObject<Record<string, string>[]>",
    };
}
