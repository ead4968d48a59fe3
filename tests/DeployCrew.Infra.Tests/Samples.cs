using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Tests;

/// <summary>Requirements that are valid, from the least to everything.</summary>
internal static class Samples
{
    public static readonly string[] Names = ["hello", "shop", "everything", "nat-modes", "subnets", "worker", "blue-green", "canary", "linear",
        "scaling"];

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
}
