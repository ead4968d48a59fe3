using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Preflight;
using DeployCrew.Rehearsal.Hosting;

namespace DeployCrew.Doctor;

/// <summary>Tells what a run would work with, and what is missing for it. Changes nothing, and tells no secret.</summary>
public sealed class DoctorService
{
    private readonly MachineChecks machine;
    private readonly EngineChecks engines;
    private readonly AwsChecks aws;
    private readonly BuilderChecks builders;
    private readonly LocalCloudProcess cloud;

    internal DoctorService(MachineChecks machine, EngineChecks engines, AwsChecks aws, BuilderChecks builders, LocalCloudProcess cloud)
    {
        this.machine = machine;
        this.engines = engines;
        this.aws = aws;
        this.builders = builders;
        this.cloud = cloud;
    }

    /// <summary>Looks at everything.</summary>
    /// <exception cref="DeployError">DC1xxx: the requirements have problems.</exception>
    public async Task<DoctorReport> RunAsync(DoctorRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.RequirementsFile is { } file ? RequirementsReader.Load(file).Document : null;
        var isLocal = request.Target == "local";
        var docker = await machine.DockerAsync(isNeeded: !isLocal, cancellationToken);
        var checks = new List<PreflightResult> { MachineChecks.Runtime(), machine.HomeFolder(), docker };
        if (isLocal)
            checks.Add(await machine.NodeAsync(document, request.App, docker.Status == PreflightStatus.Ok, cancellationToken));
        checks.AddRange(await engines.RunAsync(request.Target, request.Engine, cancellationToken));
        return isLocal ? await LocalAsync(checks, document, cancellationToken) : await AwsAsync(request, checks, document, cancellationToken);
    }

    private async Task<DoctorReport> LocalAsync(List<PreflightResult> checks, RequirementsDocument? document, CancellationToken cancellationToken)
    {
        checks.Add(await cloud.FindAsync(cancellationToken) is { } address
            ? PreflightResult.Ok("local cloud", $"up at {address.Endpoint}, region {address.Region}")
            : PreflightResult.Skip("local cloud", "it is not up; a run starts it"));
        checks.Add(PreflightResult.Skip("credentials", "the local cloud has its own"));
        return new("local", null, document is null ? null : new(document.Region, "requirements"), [], checks);
    }

    private async Task<DoctorReport> AwsAsync(DoctorRequest request, List<PreflightResult> checks, RequirementsDocument? document, CancellationToken cancellationToken)
    {
        RegionFact? region = null;
        IReadOnlyList<EndpointFact> endpoints = [];
        DoctorIdentity? identity = null;
        try
        {
            region = aws.Region(document);
            endpoints = aws.Endpoints();
            checks.Add(region is null
                ? PreflightResult.Fail("region", "nothing says which", "Name a project, or set AWS_REGION.")
                : PreflightResult.Ok("region", $"{region.Region}, by {region.From}"));
            checks.Add(endpoints.Count == 0
                ? PreflightResult.Ok("endpoints", "AWS's own")
                : PreflightResult.Ok("endpoints", string.Join("; ", endpoints.Select(one => $"{one.Service}: {one.Address} by {one.From}"))));
            if (region is not null)
            {
                (identity, var found) = await aws.IdentityAsync(region.Region, document, request.Environment, cancellationToken);
                checks.AddRange(found);
                checks.Add(await aws.ClockAsync(region.Region, cancellationToken));
                checks.AddRange(await builders.RunAsync(region.Region, document, cancellationToken));
            }
        }
        catch (DeployError error)
        {
            checks.Add(PreflightResult.Fail("AWS configuration", error.Message, error.Remedy));
        }

        return new("aws", identity, region, endpoints, checks);
    }
}
