namespace DeployCrew.Images.SupplyChain.ImageContents;

/// <summary>An installed Python package (https://packaging.python.org/specifications/core-metadata/).</summary>
internal static class PythonMetadata
{
    public static bool Is(string path) => path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal);

    // Metadata-Version: 2.4
    // Name: flask
    // Version: 3.0.3
    // License-Expression: BSD-3-Clause        (older: License: BSD)
    public static IEnumerable<Package> Read(string text, string file)
    {
        var fields = text.Split('\n').TakeWhile(line => line.Trim().Length > 0).Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1].Trim(), StringComparer.Ordinal);
        if (fields.TryGetValue("Name", out var name) && fields.TryGetValue("Version", out var version))
            yield return new Package("pypi", name, version, file) { License = fields.GetValueOrDefault("License-Expression") ?? fields.GetValueOrDefault("License") };
    }
}
