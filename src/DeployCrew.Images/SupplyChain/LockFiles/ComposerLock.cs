using System.Text.Json;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>composer.lock (https://getcomposer.org/doc/01-basic-usage.md).</summary>
internal static class ComposerLock
{
    // {"packages": [{"name": "a/b", "version": "v1.0.0", "license": ["MIT"], "dist": {"shasum": "…"}}], "packages-dev": […]}
    public static IEnumerable<Package> Read(string text, string file)
    {
        var root = JsonText.Parse(text);
        return Of("packages", "required").Concat(Of("packages-dev", "excluded"));

        IEnumerable<Package> Of(string group, string scope) => root.Items(group)
            .Where(one => one.Text("name") is not null && one.Text("version") is not null)
            .Select(one => new Package("composer", one.Text("name")!, one.Text("version")!, file)
            {
                Scope = scope,
                License = Licence(one),
                Hash = one.Member("dist")?.Text("shasum") is { Length: 40 } sha ? ("SHA-1", sha.ToLowerInvariant()) : null,
            });
    }

    // Several licences are a choice.
    private static string? Licence(JsonElement package)
    {
        string[] all = [.. package.Items("license").Select(one => one.ToString())];
        return all.Length == 0 ? null : string.Join(" OR ", all);
    }
}
