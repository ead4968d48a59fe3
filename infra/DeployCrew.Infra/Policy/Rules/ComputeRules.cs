using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>Virtual machines; our blueprints have none.</summary>
internal static class ComputeRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP096", High, "Instance metadata needs a token",
            "An app that fetches any URL gives away the machine's credentials.",
            "Set metadataOptions.httpTokens to required.", "FSBP EC2.8, EC2.170",
            stack => stack.Of(AwsTypes.Instance, AwsTypes.LaunchTemplate).Where(resource => resource.Text("metadataOptions.httpTokens") is not "required")
                .Select(resource => resource.Violates("metadataOptions.httpTokens", "metadata is given without a token."))),

        new("DCP097", High, "Machines have no public address",
            "They can be attacked directly.",
            "Set associatePublicIpAddress to false.", "FSBP EC2.9",
            stack => stack.Of(AwsTypes.Instance).Where(resource => resource.IsTrue("associatePublicIpAddress"))
                .Select(resource => resource.Violates("associatePublicIpAddress", "it has a public address."))),
    ];
}
