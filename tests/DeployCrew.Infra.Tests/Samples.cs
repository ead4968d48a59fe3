using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Tests;

/// <summary>Requirements that are valid, from the least to everything.</summary>
internal static class Samples
{
    public static readonly string[] Names = ["hello", "shop", "everything", "nat-modes", "subnets", "worker", "blue-green", "canary", "linear",
        "scaling", "endpoints", "existing", "all-existing", "guarded", "github"];

    public static RequirementsDocument Get(string name) => name switch
    {
        "hello" => Hello(),
        "shop" => Shop(),
        "everything" => Everything(),
        "nat-modes" => NatModes(),
        "subnets" => Subnets(),
        "worker" => Worker(),
        "blue-green" => Shifting("blueGreen"),
        "canary" => Shifting("canary"),
        "linear" => Shifting("linear"),
        "scaling" => Scaling(),
        "endpoints" => Endpoints(),
        "existing" => Existing(),
        "all-existing" => AllExisting(),
        "guarded" => Guarded(),
        "github" => GitHub(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static RequirementsDocument Hello() => new()
    {
        Project = "hello",
        Region = "eu-west-1",
        Services = new Dictionary<string, ServiceRequirements> { ["web"] = new() },
        Environments = new Dictionary<string, EnvironmentRequirements> { ["dev"] = new() { Domain = "hello.test" } },
    };

    public static RequirementsDocument Shop() => new()
    {
        Project = "shop",
        Region = "eu-central-1",
        Services = new Dictionary<string, ServiceRequirements>
        {
            ["web"] = new()
            {
                Environment = new Dictionary<string, string>
                { ["LOG_LEVEL"] = "info", ["GREETING"] = "Hi \"you\" {there}\\" }
            },
            ["api"] = new()
            {
                Port = 3000,
                Routes = ["/api", "/v1/orders/"],
                Cpu = 512,
                Memory = 1024,
                Secrets = new Dictionary<string, string> { ["API_KEY"] = "ssm:/shop/api-key", ["SIGNING"] = "secretsmanager:shop/signing" },
            },
            ["admin-ui"] = new() { Routes = ["/admin"], Health = new() { Path = "/admin/health", GraceSeconds = 60 } },
        },
        Resources = new Dictionary<string, ResourceRequirements> { ["main"] = new() { Type = "postgres", UsedBy = ["api"] } },
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.shop.test" },
            ["prod"] = new()
            {
                Domain = "shop.test",
                HostedZoneId = "Z123",
                Account = "123456789012",
                AlarmEmail = "ops@shop.test",
                DeletionProtection = true,
                Nat = "perZone",
                Cidr = "10.8.0.0/16",
                LogRetentionDays = 365,
                Services = new Dictionary<string, ServiceOverrides>
                {
                    ["api"] = new()
                    {
                        Cpu = 1024,
                        Memory = 2048,
                        Scaling = new() { Min = 2, Max = 8 },
                        Environment = new Dictionary<string, string> { ["CACHE"] = "on" },
                        Secrets = new Dictionary<string, string> { ["API_KEY"] = "ssm:/shop/prod/api-key" },
                    },
                },
            },
        },
    };

    public static RequirementsDocument Everything() => Shop() with
    {
        Project = "every-thing",
        Resources = new Dictionary<string, ResourceRequirements>
        {
            ["main"] = new() { Type = "postgres", Size = "db.t4g.small", StorageGb = 50, UsedBy = ["api"] },
            ["legacy"] = new() { Type = "mysql", UsedBy = ["admin-ui"] },
            ["sessions"] = new() { Type = "redis", UsedBy = ["web", "api"] },
            ["uploads"] = new() { Type = "bucket" },
            ["jobs"] = new() { Type = "queue", UsedBy = ["api", "web"] },
        },
    };

    public static RequirementsDocument NatModes() => Hello() with
    {
        Project = "nat",
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["cheap"] = new() { Domain = "cheap.test", Nat = "none" },
            ["dev"] = new() { Domain = "dev.test", Nat = "one" },
            ["prod"] = new() { Domain = "prod.test", Nat = "perZone" },
        },
    };

    public static RequirementsDocument Subnets() => Hello() with
    {
        Project = "three-zones",
        Region = "ap-northeast-1",
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.test", Cidr = "10.1.0.0/16" },
            ["prod"] = new()
            {
                Domain = "prod.test",
                Cidr = "10.2.0.0/16",
                Nat = "perZone",
                PublicSubnets = ["10.2.1.0/24", "10.2.2.0/24", "10.2.3.0/24"],
                PrivateSubnets = ["10.2.11.0/24", "10.2.12.0/24", "10.2.13.0/24"],
            },
        },
    };

    public static RequirementsDocument Worker() => Hello() with
    {
        Project = "w0rk",
        Services = new Dictionary<string, ServiceRequirements> { ["web"] = new(), ["worker-1"] = new() { Routes = [] } },
        Resources = new Dictionary<string, ResourceRequirements>
        { ["event"] = new() { Type = "queue" }, ["default"] = new() { Type = "bucket", UsedBy = ["worker-1"] } },
    };

    public static RequirementsDocument Shifting(string strategy) => Worker() with
    {
        Project = "sh1ft",
        Deploy = new() { Strategy = strategy, CanaryPercent = 2.5m, StepPercent = 20.0m, TestPort = 9443 },
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.test" },
            ["prod"] = new() { Domain = "prod.test", Cidr = "10.9.0.0/16", TestAccess = ["203.0.113.0/24", "198.51.100.7/32"] },
        },
    };

    public static RequirementsDocument Scaling() => Worker() with
    {
        Project = "scal3",
        Services = new Dictionary<string, ServiceRequirements>
        {
            ["web"] = new() { Scaling = new() { MemoryPercent = 75 } },
            ["worker-1"] = new() { Routes = [] },
        },
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.test" },
            ["prod"] = new()
            {
                Domain = "prod.test",
                Services = new Dictionary<string, ServiceOverrides>
                { ["web"] = new() { Scaling = new() { RequestsPerTarget = 600 } }, ["worker-1"] = new() { Scaling = new() { MemoryPercent = 80 } } },
            },
        },
    };

    /// <summary>No way to the internet in one environment, with everything that tasks reach through endpoints.</summary>
    public static RequirementsDocument Endpoints() => Everything() with
    {
        Project = "clos3d",
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.test", Nat = "none", Exec = true },
            ["prod"] = new() { Domain = "prod.test", Nat = "endpoints", DeletionProtection = true },
        },
    };

    /// <summary>Environments with a network and a certificate of their own, with one, and with none.</summary>
    public static RequirementsDocument Existing() => Everything() with
    {
        Project = "mix3d",
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.test", HostedZoneId = "Z1", Nat = "endpoints", AccessLogs = false },
            ["qa"] = new() { Domain = "qa.test", HostedZoneId = "Z1", Cidr = "10.7.0.0/16", Existing = Network() },
            ["prod"] = new()
            {
                Domain = "prod.test",
                HostedZoneId = "Z1",
                Cidr = "10.8.0.0/16",
                DeletionProtection = true,
                Waf = true,
                Existing = Network() with { CertificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/0f6e2f1c" },
            },
        },
    };

    public static RequirementsDocument AllExisting() => Hello() with
    {
        Project = "given",
        Deploy = new() { Strategy = "blueGreen" },
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new()
            {
                Domain = "dev.test",
                HostedZoneId = "Z1",
                Existing = Network() with { CertificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f6e2f1c" },
            },
        },
    };

    /// <summary>A firewall in every environment, access logs in none, a shell in all.</summary>
    public static RequirementsDocument Guarded() => Hello() with
    {
        Project = "guarded",
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.test", Waf = true, AccessLogs = false, Exec = true },
        },
    };

    /// <summary>What a pipeline applies: roles have a boundary. With a role of each kind.</summary>
    public static RequirementsDocument GitHub() => Everything() with
    {
        Project = "piped",
        Environments = new Dictionary<string, EnvironmentRequirements> { ["dev"] = new() { Domain = "dev.test", Exec = true } },
        Services = Worker().Services,
        Resources = new Dictionary<string, ResourceRequirements> { ["jobs"] = new() { Type = "queue" } },
        Deploy = new() { Strategy = "blueGreen" },
        GitHub = new() { Repository = "acme/shop", Branches = ["main", "release/1"], Environments = ["production"] },
    };

    private static ExistingRequirements Network() => new()
    {
        VpcId = "vpc-00000001",
        PublicSubnetIds = ["subnet-00000001", "subnet-00000002"],
        PrivateSubnetIds = ["subnet-00000003", "subnet-00000004"],
    };
}
