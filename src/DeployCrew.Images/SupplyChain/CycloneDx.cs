using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Core;
using DeployCrew.Core.Json;

namespace DeployCrew.Images.SupplyChain;

/// <summary>Bills of materials as CycloneDX 1.6 JSON (https://cyclonedx.org/docs/1.6/json/). The same bill gives the same bytes.</summary>
public static class CycloneDx
{
    /// <summary>Media type, also of the artifact that carries it.</summary>
    public const string MediaType = "application/vnd.cyclonedx+json";

    /// <summary>Writes a bill, with a line end behind it.</summary>
    public static string Write(SoftwareBill bill)
    {
        ArgumentNullException.ThrowIfNull(bill);
        var root = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{Serial(bill.Subject.Sha256)}",
            ["version"] = 1,
            ["metadata"] = Metadata(bill),
            ["components"] = new JsonArray([.. bill.Base is { } below ? [Base(below)] : Array.Empty<JsonNode>(), .. bill.Packages.Select(Component)]),
            // How packages depend on each other is not told, and that nothing is missing cannot be known.
            ["compositions"] = new JsonArray(new JsonObject { ["aggregate"] = bill.Unread.Count > 0 ? "incomplete" : "unknown", ["assemblies"] = new JsonArray(Subject) }),
        };
        return root.ToJsonString(JsonFormat.Indented) + "\n";
    }

    private const string Subject = "subject";

    private static JsonObject Metadata(SoftwareBill bill)
    {
        var subject = bill.Subject;
        var component = new JsonObject { ["type"] = subject.Kind, ["bom-ref"] = Subject, ["name"] = subject.Name, ["version"] = $"sha256:{subject.Sha256}" };
        component["hashes"] = Hashes("SHA-256", subject.Sha256);
        if (subject.Purl is { } purl)
            component["purl"] = purl;
        var metadata = new JsonObject();
        if (subject.Time is { } time)
            metadata["timestamp"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        metadata["tools"] = new JsonObject { ["components"] = new JsonArray(new JsonObject { ["type"] = "application", ["name"] = "deploycrew", ["version"] = Tool.Version }) };
        metadata["component"] = component;
        if (bill.Unread.Count > 0)
            metadata["properties"] = new JsonArray([.. bill.Unread.Select(one => Property("deploycrew:unread", one))]);
        return metadata;
    }

    private static JsonObject Base(BaseImageUse below)
    {
        var component = new JsonObject { ["type"] = "container", ["bom-ref"] = below.Purl, ["name"] = below.Name };
        if (below.Digest is { } digest)
        {
            component["version"] = digest;
            component["hashes"] = Hashes("SHA-256", Oci.OciLayout.Hex(digest));
        }

        component["purl"] = below.Purl;
        component["properties"] = new JsonArray(Property("deploycrew:role", "base image"));
        return component;
    }

    private static JsonObject Component(Package package)
    {
        var component = new JsonObject { ["type"] = "library", ["bom-ref"] = package.Purl };
        var slash = package.Name.LastIndexOf('/');
        if (slash > 0 && package.Type != "golang")
            component["group"] = package.Name[..slash];
        component["name"] = slash > 0 && package.Type != "golang" ? package.Name[(slash + 1)..] : package.Name;
        component["version"] = package.Version;
        component["scope"] = package.Scope;
        if (package.Hash is { } hash)
            component["hashes"] = Hashes(hash.Algorithm, hash.Hex);
        if (package.License is { Length: > 0 } license)
            component["licenses"] = LicenseText.Json(license);
        component["purl"] = package.Purl;
        component["properties"] = new JsonArray(Property("deploycrew:found-in", package.FoundIn));
        return component;
    }

    private static JsonArray Hashes(string algorithm, string hex) => [new JsonObject { ["alg"] = algorithm, ["content"] = hex }];

    private static JsonObject Property(string name, string value) => new() { ["name"] = name, ["value"] = value };

    // A UUID that follows from the content: version 8 of RFC 9562, for those who make their own.
    private static Guid Serial(string sha256)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"cyclonedx {sha256}"))[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
