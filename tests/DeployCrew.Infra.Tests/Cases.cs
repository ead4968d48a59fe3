using System.Runtime.CompilerServices;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Tests;

/// <summary>Every requirements document that a rendering must hold for: the samples, files of the older tool, and generated ones.</summary>
internal static class Cases
{
    /// <summary>How many documents are generated; the seeds are 1 to this. <c>./test fast</c> draws fewer.</summary>
    public static int Generated { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_GENERATED"), out var fewer) ? fewer : 200;

    private const string FlatMinimal = """
        { "project": "old-app", "region": "us-east-1", "dev": { "domain_name": "dev.old.test", "vpc_cidr": "10.0.0.0/16" } }
        """;

    private const string Flat = """
        {
          "project": "older", "region": "eu-west-1",
          "dev": {
            "domain_name": "dev.older.test", "vpc_cidr": "10.0.0.0/16", "instance_type": "t3.micro", "min_size": 1, "max_size": 2,
            "public_subnets": ["10.0.1.0/24", "10.0.2.0/24"], "private_subnets": ["10.0.11.0/24", "10.0.12.0/24"]
          },
          "prod": {
            "domain_name": "older.test", "hosted_zone_id": "Z0123456789", "alarm_email": "ops@older.test", "vpc_cidr": "10.1.0.0/16",
            "instance_type": "m5.large", "min_size": 3, "max_size": 9
          }
        }
        """;

    /// <summary>Names of the cases; a generated one's is <c>random-SEED</c>.</summary>
    public static IEnumerable<string> Names(int? generated = null) =>
        Samples.Names.Concat(Checked()).Concat(["flat", "flat-minimal"])
            .Concat(Enumerable.Range(1, generated ?? Generated).Select(seed => $"random-{seed}"));

    public static RequirementsDocument Document(string name) => name switch
    {
        "flat" => RequirementsReader.Read("old.json", Flat).Document,
        "flat-minimal" => RequirementsReader.Read("old.json", FlatMinimal).Document,
        _ when name.StartsWith("random-", StringComparison.Ordinal) =>
            RandomRequirements.Create(int.Parse(name["random-".Length..], System.Globalization.CultureInfo.InvariantCulture)),
        _ when Samples.Names.Contains(name) => Samples.Get(name),
        _ => RequirementsReader.Load(Path.Combine(Folder(), name, "requirements.json")).Document,
    };

    /// <summary>A document with rolling deployments: the Terraform provider that is proven against knows no others.</summary>
    public static RequirementsDocument Rolling(string name)
    {
        var document = Document(name);
        return document with { Deploy = document.Deploy with { Strategy = "rolling" } };
    }

    /// <summary>The configurations of a document, one per environment, ordered by name.</summary>
    public static IReadOnlyList<StackConfiguration> Configurations(RequirementsDocument document) =>
        [.. document.Environments.Keys.Order(StringComparer.Ordinal).Select(name => StackBlueprint.Configuration(document, name))];

    private static IEnumerable<string> Checked() =>
        Directory.EnumerateFiles(Folder(), "requirements.json", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal);

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "samples"));
}
