using DeployCrew.Core.Processes;
using DeployCrew.Infra.Engines.Terraform;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>Stacks on an emulator that is not all of AWS.</summary>
internal static class Emulation
{
    /// <summary>The engine on an emulator.</summary>
    public static TerraformStackEngine Engine(MotoServer moto, TerraformBackend? backend, string folder) => Engine(moto.Address, backend, folder);

    /// <summary>The engine on an emulator, by its address or that of what stands before it.</summary>
    public static TerraformStackEngine Engine(Uri endpoint, TerraformBackend? backend, string folder) => new(new SystemProcessRunner(), new(folder)
    {
        Program = Environment.GetEnvironmentVariable(TerraformTool.Program)!,
        PluginFolder = Environment.GetEnvironmentVariable(TerraformTool.Plugins),
        Backend = backend,
        Endpoint = endpoint,
        Environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        },
    });

    /// <summary>Without what moto 5.2 cannot do. Application Auto Scaling has no ListTagsForResource there, and the provider asks for the
    /// tags again and again until it gives up. And moto speaks plain HTTP: the policy of a bucket would keep everybody out, as it
    /// should.</summary>
    public static StackModel Of(StackModel model) => model with
    {
        Resources = [.. model.Resources.Where(resource => !resource.Type.StartsWith("aws:appautoscaling/", StringComparison.Ordinal))
            .Select(Undenied).OfType<Resource>().Select(Remembered)],
    };

    /// <summary>A bucket's policy with what it allows only; null when it only denies.</summary>
    private static Resource? Undenied(Resource resource)
    {
        if (resource.Type != "aws:s3/bucketPolicy:BucketPolicy")
            return resource;
        var document = (MapValue)((JsonDocumentValue)resource.Inputs.Single(input => input.Key == "policy").Value).Content;
        var allowed = ((ListValue)document.Entries.Single(entry => entry.Key == "Statement").Value).Items
            .Where(statement => ((MapValue)statement).Entries.Any(entry => entry is { Key: "Effect", Value: Literal { Content: "Allow" } })).ToList();
        var policy = new MapValue([new("Version", "2012-10-17"), new("Statement", new ListValue(allowed))]);
        return allowed.Count == 0 ? null : resource with
        {
            Inputs = [.. resource.Inputs.Select(input => input.Key == "policy" ? new("policy", new JsonDocumentValue(policy)) : input)],
        };
    }

    /// <summary>What moto takes and does not give back would be a change for ever.</summary>
    private static Resource Remembered(Resource resource) => resource.Type switch
    {
        "aws:ecs/service:Service" => Ignoring(resource, "availabilityZoneRebalancing", "enableEcsManagedTags", "healthCheckGracePeriodSeconds"),
        // It keeps the description of a rule for addresses, and drops that of one for another group.
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" or "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule" =>
            Ignoring(resource, "description"),
        _ => resource,
    };

    private static Resource Ignoring(Resource resource, params string[] inputs) =>
        resource with { Options = resource.Options with { IgnoreChanges = [.. resource.Options.IgnoreChanges, .. inputs] } };
}
