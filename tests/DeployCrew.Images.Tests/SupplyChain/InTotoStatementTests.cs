using System.Text.Json.Nodes;
using DeployCrew.Core;
using DeployCrew.Images.SupplyChain;

namespace DeployCrew.Images.Tests.SupplyChain;

public sealed class InTotoStatementTests
{
    private static readonly string Image = new('1', 64);
    private static readonly string Source = new('2', 64);
    private static readonly string Base = new('3', 64);

    private static readonly Provenance Built = new(
        "web", $"sha256:{Image}", Source, ["linux/arm64", "linux/amd64"], "in-process", "run-1",
        DateTimeOffset.UnixEpoch.AddSeconds(1.5), DateTimeOffset.UnixEpoch.AddSeconds(5))
    {
        Settings = new Dictionary<string, string?> { ["port"] = "8080", ["compression"] = "gzip", ["command"] = null },
        Base = new BaseImageUse("docker.io/library/node:22", $"sha256:{Base}", null),
        DockerfileSha256 = new string('4', 64),
    };

    [Fact]
    public void Write_AllThatIsKnown_IsAStatementWithSlsaProvenance() => Assert.Equal(
        JsonNode.Parse($$$"""
            {
              "_type": "https://in-toto.io/Statement/v1",
              "subject": [{"name": "web", "digest": {"sha256": "{{{Image}}}"}}],
              "predicateType": "https://slsa.dev/provenance/v1",
              "predicate": {
                "buildDefinition": {
                  "buildType": "urn:deploycrew:image-build:v1",
                  "externalParameters": {
                    "service": "web",
                    "source": {"digest": {"sha256": "{{{Source}}}"}},
                    "platforms": ["linux/amd64", "linux/arm64"],
                    "settings": {"compression": "gzip", "port": "8080"}
                  },
                  "resolvedDependencies": [
                    {"name": "source", "digest": {"sha256": "{{{Source}}}"}},
                    {"name": "Dockerfile", "digest": {"sha256": "{{{new string('4', 64)}}}"}},
                    {"name": "base image", "uri": "pkg:oci/node@sha256:{{{Base}}}?repository_url=docker.io%2Flibrary%2Fnode&tag=22", "digest": {"sha256": "{{{Base}}}"}}
                  ]
                },
                "runDetails": {
                  "builder": {"id": "urn:deploycrew:builder:in-process", "version": {"deploycrew": "{{{Tool.Version}}}"}},
                  "metadata": {"invocationId": "run-1", "startedOn": "1970-01-01T00:00:01Z", "finishedOn": "1970-01-01T00:00:05Z"}
                }
              }
            }
            """)!.ToJsonString(), JsonNode.Parse(InTotoStatement.Write(Built))!.ToJsonString());

    [Fact]
    public void Write_OfAnotherRun_DiffersInRunDetailsOnly()
    {
        var one = Definition(Built);
        var two = Definition(Built with { RunId = "run-2", StartedAt = DateTimeOffset.UnixEpoch, FinishedAt = DateTimeOffset.UnixEpoch });

        Assert.Equal(one, two);
        Assert.NotEqual(InTotoStatement.Write(Built), InTotoStatement.Write(Built with { RunId = "run-2" }));
    }

    [Fact]
    public void Write_ImageFromTheCache_ClaimsNoTimesOfItsBuild()
    {
        var metadata = JsonNode.Parse(InTotoStatement.Write(Built with { FromCache = true }))!["predicate"]!["runDetails"]!["metadata"]!;

        Assert.Equal("""{"invocationId":"run-1"}""", metadata.ToJsonString());
    }

    private static string Definition(Provenance provenance) =>
        JsonNode.Parse(InTotoStatement.Write(provenance))!["predicate"]!["buildDefinition"]!.ToJsonString();
}
