using System.Text;

namespace DeployCrew.Images.SupplyChain;

/// <summary>Package URLs (https://github.com/package-url/purl-spec, and its types' own rules).</summary>
internal static class PackageUrl
{
    public static string Of(string type, string name, string version, IReadOnlyDictionary<string, string>? qualifiers = null)
    {
        var path = string.Join('/', Normal(type, name).Split('/').Select(Escape));
        var rest = string.Join('&', (qualifiers ?? new Dictionary<string, string>()).Where(one => one.Value.Length > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={Escape(one.Value)}"));
        return $"pkg:{type}/{path}{(version.Length == 0 ? "" : "@" + Escape(version))}{(rest.Length == 0 ? "" : "?" + rest)}";
    }

    // PyPI: case does not matter, and '_' is '-'. Composer and OCI: lower case.
    private static string Normal(string type, string name) => type switch
    {
        "pypi" => name.ToLowerInvariant().Replace('_', '-'),
        "composer" or "oci" or "deb" or "apk" => name.ToLowerInvariant(),
        _ => name,
    };

    // Everything but letters, digits and .-_~: is percent-encoded.
    private static string Escape(string part)
    {
        var escaped = new StringBuilder(part.Length);
        foreach (var one in Encoding.UTF8.GetBytes(part))
        {
            if (char.IsAsciiLetterOrDigit((char)one) || one is (byte)'.' or (byte)'-' or (byte)'_' or (byte)'~' or (byte)':')
                escaped.Append((char)one);
            else
                escaped.Append('%').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }
}
