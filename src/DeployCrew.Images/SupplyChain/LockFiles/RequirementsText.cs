using System.Text.RegularExpressions;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>requirements.txt (https://pip.pypa.io/en/stable/reference/requirements-file-format/): only what is pinned has a version to tell.</summary>
internal static partial class RequirementsText
{
    public static IEnumerable<Package> Read(string text, string file) => text.Split('\n').Select(line => Pin().Match(line))
        .Where(match => match.Success).Select(match => new Package("pypi", match.Groups["name"].Value, match.Groups["version"].Value, file));

    // uvicorn[standard]==0.30.1 ; python_version >= "3.8" --hash=sha256:…
    [GeneratedRegex(@"^\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*===?\s*(?<version>[A-Za-z0-9][A-Za-z0-9.!+_-]*)\s*(?:$|[;#\\]|\s--?)")]
    private static partial Regex Pin();
}
