using System.Text.RegularExpressions;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>Lock files that are TOML with a <c>[[package]]</c> table per package: uv.lock, poetry.lock, Cargo.lock. Machines write them, one key per line.</summary>
internal static partial class TomlLock
{
    /// <summary>uv.lock and poetry.lock; the project itself, which stands in uv.lock, comes from no registry and is left out.</summary>
    public static IEnumerable<Package> Python(string text, string file) => Tables(text)
        .Where(table => table.GetValueOrDefault("source") is not { } source || !IsLocal(source))
        .Select(table => new Package("pypi", table["name"], table["version"], file)
        {
            Scope = table.GetValueOrDefault("groups") is { } groups && !groups.Contains("\"main\"", StringComparison.Ordinal) ? "excluded" : "required",
        });

    /// <summary>Cargo.lock; crates without a source are the project's own.</summary>
    public static IEnumerable<Package> Rust(string text, string file) => Tables(text).Where(table => table.ContainsKey("source"))
        .Select(table => new Package("cargo", table["name"], table["version"], file)
        {
            Hash = table.GetValueOrDefault("checksum") is { Length: 64 } checksum ? ("SHA-256", checksum) : null,
        });

    private static bool IsLocal(string source) =>
        source.Contains("virtual", StringComparison.Ordinal) || source.Contains("editable", StringComparison.Ordinal) || source.Contains("directory", StringComparison.Ordinal);

    private static IEnumerable<IReadOnlyDictionary<string, string>> Tables(string text)
    {
        Dictionary<string, string>? table = null;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')).Append("["))
        {
            if (line.StartsWith('['))
            {
                if (table is not null && table.ContainsKey("name") && table.ContainsKey("version"))
                    yield return table;
                table = line == "[[package]]" ? new(StringComparer.Ordinal) : null;
            }
            else if (table is not null && KeyValue().Match(line) is { Success: true } pair)
            {
                table.TryAdd(pair.Groups["key"].Value, pair.Groups["value"].Value.Trim('"'));
            }
        }
    }

    [GeneratedRegex(@"^(?<key>[a-z-]+) = (?<value>.+)$")]
    private static partial Regex KeyValue();
}
