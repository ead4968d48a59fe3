using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Tests;

/// <summary>Valid requirements that nobody would write by hand; the same seed gives the same document.</summary>
internal sealed class RandomRequirements
{
    private static readonly string[] Names = ["web", "api", "admin-ui", "public", "event", "class", "a", "worker-2", "task", "string",
        "base", "network", "config"];
    private static readonly string[] Stores = ["main", "default", "x", "cache", "blob-store", "object", "jobs", "role"];
    private static readonly string[] Types = ["postgres", "mysql", "redis", "bucket", "queue"];
    private static readonly string[] NatModes = ["none", "one", "perZone", "endpoints"];
    private static readonly string[] Texts = ["", "on", "007", "a: b", "{brace}", "\"quoted\"", "back\\slash", "line\nbreak",
        "ünïcode ☃", "${HOME}", "`tick`"];
    private static readonly string[] Strategies = ["rolling", "blueGreen", "canary", "linear"];
    private readonly Random random;
    private string strategy = "rolling";

    private RandomRequirements(int seed) => random = new(seed);

    public static RequirementsDocument Create(int seed) => new RandomRequirements(seed).Document(seed);

    private RequirementsDocument Document(int seed)
    {
        var services = Pick(Names, 1, 5);
        strategy = Strategies[random.Next(Strategies.Length)];
        var zones = random.Next(0, 4);
        return new()
        {
            Project = Chance() ? $"p{seed}" : $"project-{seed}-x",
            Region = "eu-west-1",
            Services = services.ToDictionary(name => name, Service),
            Resources = Pick(Stores, 0, 4).ToDictionary(name => name, _ => new ResourceRequirements
            {
                Type = Types[random.Next(Types.Length)],
                UsedBy = Chance() ? [] : [services[random.Next(services.Count)]],
            }),
            Deploy = new() { Strategy = strategy, CanaryPercent = random.Next(1, 1001) / 10m, StepPercent = random.Next(30, 1001) / 10m },
            GitHub = Chance() ? new() { Repository = "acme/shop", Environments = Chance() ? ["production"] : [] } : null,
            Environments = Pick(["dev", "staging", "prod", "qa-1"], 1, 3)
                .ToDictionary(name => name, name => Environment(name, zones, services)),
        };
    }

    private ServiceRequirements Service(string name) => new()
    {
        Port = random.Next(1024, 60000),
        Routes = Chance() ? [$"/{name}"] : random.Next(3) == 0 ? [] : strategy == "rolling" ? [$"/{name}/v1", $"/{name}/"] : ["/"],
        Scaling = new() { MemoryPercent = Chance() ? 70 : null, RequestsPerTarget = strategy == "rolling" && Chance() ? 500 : null },
        Environment = Variables(),
        Build = Chance() ? new() : new() { Version = "22", Builder = "docker", Compression = "zstd", Platforms = ["linux/arm64"] },
        Secrets = Chance() ? new Dictionary<string, string> { ["TOKEN"] = Chance() ? "ssm:/token" : "secretsmanager:team/token" } : [],
    };

    private EnvironmentRequirements Environment(string name, int zones, List<string> services)
    {
        var environment = New(name, zones, services);
        return environment with
        {
            AccessLogs = Chance(),
            Waf = Chance(),
            Exec = !environment.DeletionProtection && Chance(),
            Existing = random.Next(3) > 0 ? null : new()
            {
                VpcId = Chance() ? "vpc-00000001" : null,
                PublicSubnetIds = [.. Enumerable.Range(0, Math.Max(2, zones)).Select(zone => $"subnet-0000000{zone}")],
                PrivateSubnetIds = [.. Enumerable.Range(0, Math.Max(2, zones)).Select(zone => $"subnet-0000001{zone}")],
                CertificateArn = Chance() ? "arn:aws:acm:eu-west-1:123456789012:certificate/0f6e2f1c" : null,
            },
        };
    }

    private EnvironmentRequirements New(string name, int zones, List<string> services) => new()
    {
        Domain = $"{name}.example.test",
        HostedZoneId = Chance() ? "Z1" : null,
        Account = Chance() ? "012345678901" : null,
        AlarmEmail = Chance() ? "ops@example.test" : null,
        Nat = NatModes[random.Next(NatModes.Length)],
        DeletionProtection = Chance(),
        PublicSubnets = zones < 2 ? [] : [.. Enumerable.Range(0, zones).Select(zone => $"10.0.{zone}.0/24")],
        PrivateSubnets = zones < 2 ? [] : [.. Enumerable.Range(0, zones).Select(zone => $"10.0.{zone + 100}.0/24")],
        TestAccess = Chance() ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(index => $"192.0.2.{index}/32")],
        Services = Chance() ? new Dictionary<string, ServiceOverrides>
        { [services[0]] = new() { Cpu = 1024, Memory = 2048, Environment = Variables() } } : [],
    };

    private Dictionary<string, string> Variables() =>
        Enumerable.Range(0, random.Next(4)).ToDictionary(index => $"VAR_{index}", _ => Texts[random.Next(Texts.Length)]);

    private List<string> Pick(string[] from, int least, int most) =>
        [.. from.OrderBy(_ => random.Next()).Take(random.Next(least, most + 1)).Order(StringComparer.Ordinal)];

    private bool Chance() => random.Next(2) == 0;
}
