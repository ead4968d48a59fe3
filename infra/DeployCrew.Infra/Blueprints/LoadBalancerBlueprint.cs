using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The one way in: an application load balancer with TLS, its certificate and its name.</summary>
internal static class LoadBalancerBlueprint
{
    // What AWS recommends (2026-11): TLS 1.2 and 1.3 without weak ciphers, and key exchange that holds against quantum computers.
    private const string TlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

    public static LoadBalancing Add(
        StackBuilder stack, RequirementsDocument document, CommonConfiguration common, Network network, Security security,
        Value? accessLogs)
    {
        stack.In("load-balancer");
        var balancer = stack.Add("aws:lb/loadBalancer:LoadBalancer", "alb", new()
        {
            { "name", common.Prefix }, { "loadBalancerType", "application" }, { "internal", false },
            { "securityGroups", List(security.LoadBalancer.Id) },
            { "subnets", List(network.PublicSubnetIds) },
            { "dropInvalidHeaderFields", true }, { "enableDeletionProtection", common.Protected }, { "accessLogs", accessLogs },
        });
        var certificate = CertificateBlueprint.Add(stack, document, common);
        CertificateBlueprint.AddName(stack, document, common, balancer);
        var https = Https(stack, "https", "What no service has a route for is answered here.", balancer, certificate, port: 443);
        Redirect(stack, balancer);
        return new(balancer, https, certificate);
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
