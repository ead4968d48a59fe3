using System.Text.Json;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>bun.lock (https://bun.sh/docs/install/lockfile): JSON with trailing commas.</summary>
internal static class BunLock
{
    // "packages": {"hono": ["hono@4.6.3", "", {}, "sha512-…"]}
    public static IEnumerable<Package> Read(string text, string file)
    {
        foreach (var entry in JsonText.Parse(text).Members("packages"))
        {
            if (entry.Value.ValueKind != JsonValueKind.Array)
                continue;
            string?[] parts = [.. entry.Value.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.String ? part.GetString() : null)];
            var at = parts is [{ } first, ..] ? first.LastIndexOf('@') : -1;
            if (at > 0 && parts[0]![at + 1] is >= '0' and <= '9')
                yield return new Package("npm", parts[0]![..at], parts[0]![(at + 1)..], file) { Hash = SubresourceHash.Parse(parts[^1]) };
        }
    }
}
