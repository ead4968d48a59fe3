namespace DeployCrew.Reading;

/// <summary>The languages that an answer may name, and the files that show each.</summary>
internal static class LanguageFiles
{
    public const string Other = "other";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["node"] = ["package.json", ".js", ".mjs", ".cjs", ".ts"],
        ["bun"] = ["package.json", "bunfig.toml", ".js", ".ts"],
        ["deno"] = ["deno.json", "deno.jsonc", ".js", ".ts"],
        ["dotnet"] = [".csproj", ".fsproj", ".cs", ".fs"],
        ["python"] = ["requirements.txt", "pyproject.toml", "Pipfile", "setup.py", ".py"],
        ["go"] = ["go.mod", ".go"],
        ["java"] = ["pom.xml", "build.gradle", "build.gradle.kts", ".java", ".kt"],
        ["ruby"] = ["Gemfile", "config.ru", ".rb"],
        ["php"] = ["composer.json", ".php"],
        ["rust"] = ["Cargo.toml", ".rs"],
        ["static"] = [".html"],
    };

    /// <summary>As <c>build.language</c> has them, and <see cref="Other"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys, Other];

    // Prose and build files tell of any language.
    public static bool Show(string language, string file) =>
        language == Other || Path.GetFileName(file) is var name
        && (Known[language].Any(one => name == one || (one[0] == '.' && name.EndsWith(one, StringComparison.OrdinalIgnoreCase)))
            || name.StartsWith("README", StringComparison.OrdinalIgnoreCase) || name is "Procfile" or "Makefile");
}
