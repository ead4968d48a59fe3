using System.Reflection;
using System.Security.Cryptography;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>The file server that images of static sites carry (src/DeployCrew.StaticSite). It is in this assembly, as a single-file program has no folder beside it.</summary>
internal static class StaticSiteServer
{
    private const string Prefix = "static-site/";

    private static readonly Lazy<IReadOnlyList<(string Name, byte[] Content)>> Files = new(Read);

    /// <summary>SHA-256 over its files, in hexadecimal.</summary>
    public static string Sha256 => Convert.ToHexStringLower(SHA256.HashData([.. Files.Value.SelectMany(file => file.Content)]));

    /// <summary>Its files, to stand below <paramref name="target"/> in the image.</summary>
    public static IEnumerable<LayerEntry> Below(string target) => Files.Value.Select(file => LayerEntry.FromBytes($"{target}/{file.Name}", file.Content));

    private static List<(string Name, byte[] Content)> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => (name[Prefix.Length..], Content(assembly, name)))];
    }

    private static byte[] Content(Assembly assembly, string name)
    {
        using var content = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }
}
