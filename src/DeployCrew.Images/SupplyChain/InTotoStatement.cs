using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Core;
using DeployCrew.Core.Json;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.SupplyChain;

/// <summary>
/// Provenance as an in-toto statement (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md) with SLSA's predicate
/// (https://slsa.dev/spec/v1.0/provenance). It is not signed: it says what was done, and proves it to nobody who doubts the writer.
/// </summary>
public static class InTotoStatement
{
    /// <summary>Media type, also of the artifact that carries it.</summary>
    public const string MediaType = "application/vnd.in-toto+json";

    /// <summary>What <c>externalParameters</c> and <c>resolvedDependencies</c> mean.</summary>
    public const string BuildType = "urn:deploycrew:image-build:v1";

    /// <summary>Writes a statement, with a line end behind it. Everything but <c>runDetails</c> follows from source and settings.</summary>
    public static string Write(Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        return new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = provenance.Service, ["digest"] = Sha256(OciLayout.Hex(provenance.ImageDigest)) }),
            ["predicateType"] = "https://slsa.dev/provenance/v1",
            ["predicate"] = new JsonObject { ["buildDefinition"] = Definition(provenance), ["runDetails"] = RunDetails(provenance) },
        }.ToJsonString(JsonFormat.Indented) + "\n";
    }

    private static JsonObject Definition(Provenance provenance)
    {
        var settings = new JsonObject();
        foreach (var (name, value) in provenance.Settings.Where(one => one.Value is not null).OrderBy(one => one.Key, StringComparer.Ordinal))
            settings[name] = value;
        return new JsonObject
        {
            ["buildType"] = BuildType,
            ["externalParameters"] = new JsonObject
            {
                ["service"] = provenance.Service,
                ["source"] = new JsonObject { ["digest"] = Sha256(provenance.SourceSha256) },
                ["platforms"] = new JsonArray([.. provenance.Platforms.Order(StringComparer.Ordinal).Select(one => (JsonNode)one)]),
                ["settings"] = settings,
            },
            ["resolvedDependencies"] = new JsonArray([.. Dependencies(provenance)]),
        };
    }

    private static IEnumerable<JsonNode> Dependencies(Provenance provenance)
    {
        yield return new JsonObject { ["name"] = "source", ["digest"] = Sha256(provenance.SourceSha256) };
        if (provenance.DockerfileSha256 is { } dockerfile)
            yield return new JsonObject { ["name"] = "Dockerfile", ["digest"] = Sha256(dockerfile) };
        if (provenance.Base is { Digest: { } digest } below)
            yield return new JsonObject { ["name"] = "base image", ["uri"] = below.Purl, ["digest"] = Sha256(OciLayout.Hex(digest)) };
    }

    private static JsonObject RunDetails(Provenance provenance)
    {
        var metadata = new JsonObject { ["invocationId"] = provenance.RunId };
        if (!provenance.FromCache)
            (metadata["startedOn"], metadata["finishedOn"]) = (Time(provenance.StartedAt), Time(provenance.FinishedAt));
        return new JsonObject
        {
            ["builder"] = new JsonObject
            {
                ["id"] = $"urn:deploycrew:builder:{provenance.Builder}",
                ["version"] = new JsonObject { ["deploycrew"] = Tool.Version },
            },
            ["metadata"] = metadata,
        };
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Sha256(string hex) => new() { ["sha256"] = hex };
}
