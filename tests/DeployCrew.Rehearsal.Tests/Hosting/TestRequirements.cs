using DeployCrew.Core.Requirements;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>Small requirements, with health checks every second.</summary>
internal static class TestRequirements
{
    public static readonly HealthRequirements FastHealth = new() { IntervalSeconds = 1, TimeoutSeconds = 1, GraceSeconds = 0 };

    public static RequirementsDocument Of(params (string Name, ServiceRequirements Service)[] services) => new()
    {
        Project = "hello",
        Region = TestCloud.Region,
        Services = services.ToDictionary(one => one.Name, one => one.Service),
        Environments = new Dictionary<string, EnvironmentRequirements> { ["dev"] = new() { Domain = "hello.test" } },
    };

    public static RequirementsDocument Web(Func<ServiceRequirements, ServiceRequirements>? change = null) =>
        Of(("web", (change ?? (same => same))(new ServiceRequirements { Health = FastHealth })));
}
