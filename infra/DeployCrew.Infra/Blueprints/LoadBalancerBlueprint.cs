using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The one way in: an application load balancer with TLS, its certificate and its name.</summary>
internal static class LoadBalancerBlueprint
{
    // What AWS recommends (2026-11): TLS 1.2 and 1.3 without weak ciphers, and key exchange that holds against quantum computers.
    private const string TlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

    public static LoadBalancing Add(StackBuilder stack, RequirementsDocument document, CommonConfiguration common, Network network,
        Security security)
    {
        stack.In("load-balancer");
        var balancer = stack.Add("aws:lb/loadBalancer:LoadBalancer", "alb", new()
        {
            { "name", common.Prefix }, { "loadBalancerType", "application" }, { "internal", false },
            { "securityGroups", List(security.LoadBalancer.Id) },
            { "subnets", List(network.PublicSubnets.Select(subnet => (Value)subnet.Id)) },
            { "dropInvalidHeaderFields", true }, { "enableDeletionProtection", common.Protected },
        });
        var certificate = stack.Add("aws:acm/certificate:Certificate", "certificate", new()
        {
            { "domainName", common.Domain }, { "validationMethod", "DNS" },
        });
        if (document.Environments.Values.Any(environment => environment.HostedZoneId is not null))
            Names(stack, common, balancer, certificate);
        var issued = stack.Add("aws:acm/certificateValidation:CertificateValidation", "certificate-issued",
            "Waits until the certificate is issued. Without a hosted zone, the validation record is to be set by hand meanwhile.",
            new() { { "certificateArn", certificate.Arn } });
        var https = Https(stack, "https", "What no service has a route for is answered here.", balancer, issued["certificateArn"], port: 443);
        Redirect(stack, balancer);
        return new(balancer, https, issued["certificateArn"]);
    }

    private static void Names(StackBuilder stack, CommonConfiguration common, ResourceHandle balancer, ResourceHandle certificate)
    {
        var condition = stack.Configure("managedDns", ConfigurationKind.Flag,
            "Whether the names are kept in Route 53 by this stack.", scope => scope.Requirements.HostedZoneId is not null);
        var zone = stack.Configure("hostedZoneId", ConfigurationKind.Text, "Route 53 hosted zone of the domain; empty without managedDns.",
            scope => scope.Requirements.HostedZoneId ?? "");
        var options = new ResourceOptions { When = condition.Name };
        stack.Add("aws:route53/record:Record", "certificate-validation", new()
        {
            { "zoneId", zone }, { "name", certificate["domainValidationOptions[0].resourceRecordName"] },
            { "type", certificate["domainValidationOptions[0].resourceRecordType"] },
            { "records", List(certificate["domainValidationOptions[0].resourceRecordValue"]) }, { "ttl", 60 }, { "allowOverwrite", true },
        }, options);
        stack.Add("aws:route53/record:Record", "domain", new()
        {
            { "zoneId", zone }, { "name", common.Domain }, { "type", "A" },
            { "aliases", List(new Inputs { { "name", balancer["dnsName"] }, { "zoneId", balancer["zoneId"] },
                { "evaluateTargetHealth", true } }) },
        }, options);
    }

    /// <summary>A TLS listener that answers 404 until rules are added.</summary>
    public static ResourceHandle Https(
        StackBuilder stack, string name, string why, ResourceHandle balancer, Value certificate, int port) =>
        stack.Add("aws:lb/listener:Listener", name, why, new()
        {
            { "loadBalancerArn", balancer.Arn }, { "port", port }, { "protocol", "HTTPS" }, { "sslPolicy", TlsPolicy },
            { "certificateArn", certificate },
            { "defaultActions", List(new Inputs
            {
                { "type", "fixed-response" },
                { "fixedResponse", new Inputs { { "contentType", "text/plain" }, { "messageBody", "Not found" },
                    { "statusCode", "404" } } },
            }) },
        });

    private static void Redirect(StackBuilder stack, ResourceHandle balancer) =>
        stack.Add("aws:lb/listener:Listener", "http", new()
        {
            { "loadBalancerArn", balancer.Arn }, { "port", 80 }, { "protocol", "HTTP" },
            { "defaultActions", List(new Inputs
            {
                { "type", "redirect" },
                { "redirect", new Inputs { { "port", "443" }, { "protocol", "HTTPS" }, { "statusCode", "HTTP_301" } } },
            }) },
        });
}
