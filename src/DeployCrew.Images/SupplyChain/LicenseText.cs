using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeployCrew.Images.SupplyChain;

/// <summary>Licences as CycloneDX takes them: an id of the SPDX list, an SPDX expression, or a name in somebody's own words.</summary>
internal static partial class LicenseText
{
    // The ids that most packages have (https://spdx.org/licenses/); others stand as expressions, which they are too.
    private static readonly HashSet<string> Ids = new(StringComparer.Ordinal)
    {
        "MIT", "MIT-0", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "MPL-2.0", "Unlicense", "CC0-1.0", "CC-BY-4.0", "Zlib", "BSL-1.0",
        "Python-2.0", "PSF-2.0", "BlueOak-1.0.0", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "LGPL-2.1-only",
        "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later",
    };

    public static JsonArray Json(string license) => [Choice(license.Trim())];

    private static JsonObject Choice(string license) =>
        Ids.Contains(license) ? new() { ["license"] = new JsonObject { ["id"] = license } }
        : Expression().IsMatch(license) ? new() { ["expression"] = license }
        : new() { ["license"] = new JsonObject { ["name"] = license.Split('\n')[0].Trim() } };

    // (MIT OR Apache-2.0) · GPL-2.0-or-later WITH Classpath-exception-2.0; a single word is one when it has a version in it.
    [GeneratedRegex(@"^\(?[A-Za-z0-9.+-]+\)?( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)+$|^[A-Za-z]+(-[A-Za-z]+)*-\d[A-Za-z0-9.+-]*$")]
    private static partial Regex Expression();
}
