using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The certificate, created or there already, and the names in DNS.</summary>
internal static class CertificateBlueprint
{
    /// <summary>ARN of the issued certificate.</summary>
    public static Value Add(StackBuilder stack, RequirementsDocument document, CommonConfiguration common)
    {
        var created = Presence.Of(stack, document, "createCertificate", "Whether the certificate is created; if not, it is there already.",
            environment => environment.Existing?.CertificateArn is null);
        return created.Choose(() => Create(stack, document, common, created)["certificateArn"], () => stack.Configure(
            "certificateArn", ConfigurationKind.Text, "The certificate that is there already; empty where it is created.",
            scope => scope.Requirements.Existing?.CertificateArn ?? ""));
    }

    /// <summary>The domain's own record, where the stack keeps names.</summary>
    public static void AddName(StackBuilder stack, RequirementsDocument document, CommonConfiguration common, ResourceHandle balancer)
    {
        if (document.Environments.Values.All(environment => environment.HostedZoneId is null))
            return;
        var condition = stack.Configure("managedDns", ConfigurationKind.Flag,
            "Whether the names are kept in Route 53 by this stack.", scope => scope.Requirements.HostedZoneId is not null);
        stack.Add("aws:route53/record:Record", "domain", new()
        {
            { "zoneId", Zone(stack) }, { "name", common.Domain }, { "type", "A" },
            { "aliases", List(new Inputs { { "name", balancer["dnsName"] }, { "zoneId", balancer["zoneId"] },
                { "evaluateTargetHealth", true } }) },
        }, new() { When = condition.Name });
    }

    private static ResourceHandle Create(StackBuilder stack, RequirementsDocument document, CommonConfiguration common, Presence created)
    {
        var certificate = stack.Add("aws:acm/certificate:Certificate", "certificate", new()
        {
            { "domainName", common.Domain }, { "validationMethod", "DNS" },
        }, created.Options);
        if (document.Environments.Values.Any(ProvesName))
            Validation(stack, certificate, created);
        return stack.Add("aws:acm/certificateValidation:CertificateValidation", "certificate-issued",
            "Waits until the certificate is issued. Without a hosted zone, the validation record is to be set by hand meanwhile.",
            new() { { "certificateArn", certificate.Arn } }, created.Options);
    }

    private static void Validation(StackBuilder stack, ResourceHandle certificate, Presence created)
    {
        var condition = stack.Configure("managedValidation", ConfigurationKind.Flag,
            "Whether this stack proves in Route 53 that the certificate's name is its own.", scope => ProvesName(scope.Requirements),
            created.Condition?.Name);
        stack.Add("aws:route53/record:Record", "certificate-validation", new()
        {
            { "zoneId", Zone(stack) }, { "name", certificate["domainValidationOptions[0].resourceRecordName"] },
            { "type", certificate["domainValidationOptions[0].resourceRecordType"] },
            { "records", List(certificate["domainValidationOptions[0].resourceRecordValue"]) }, { "ttl", 60 }, { "allowOverwrite", true },
        }, new() { When = condition.Name });
    }

    private static bool ProvesName(EnvironmentRequirements environment) =>
        environment.HostedZoneId is not null && environment.Existing?.CertificateArn is null;

    private static ConfigurationKey Zone(StackBuilder stack) => stack.Configure("hostedZoneId", ConfigurationKind.Text,
        "Route 53 hosted zone of the domain; empty without managedDns.", scope => scope.Requirements.HostedZoneId ?? "");
}
