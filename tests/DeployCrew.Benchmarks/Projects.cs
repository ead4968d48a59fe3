using DeployCrew.Core.Requirements;

namespace DeployCrew.Benchmarks;

/// <summary>Requirements of any size.</summary>
internal static class Projects
{
    /// <summary>That many services, with a database and a bucket that all of them use, in two environments.</summary>
    public static RequirementsDocument Of(int services) => new()
    {
        Project = "large",
        Region = "us-east-1",
        Services = Enumerable.Range(1, services).ToDictionary(
            index => $"service-{index}", index => new ServiceRequirements { Routes = [$"/service-{index}"] }),
        Resources = new Dictionary<string, ResourceRequirements> { ["main"] = new() { Type = "postgres" }, ["files"] = new() { Type = "bucket" } },
        Environments = new Dictionary<string, EnvironmentRequirements>
        {
            ["dev"] = new() { Domain = "dev.large.test" },
            ["prod"] = new() { Domain = "large.test", Cidr = "10.1.0.0/16", Nat = "perZone", DeletionProtection = true },
        },
    };
}
