using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>The way in, and its TLS.</summary>
internal static class LoadBalancerRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP011", High, "Plain HTTP is only redirected",
            "Everybody on the way reads and changes what is sent.",
            "Redirect port 80 to HTTPS.", "FSBP ELB.1",
            stack => stack.Of(AwsTypes.Listener).Where(resource => resource.Text("protocol") is "HTTP" && resource.Text("defaultActions[0].redirect.protocol") is not "HTTPS")
                .Select(resource => resource.Violates("defaultActions", "answers over plain HTTP."))),

        new("DCP012", Medium, "TLS is 1.2 or newer",
            "Older versions and their ciphers are broken.",
            "Use ELBSecurityPolicy-TLS13-1-2-2021-06 or newer.", "FSBP ELB.17",
            stack => stack.Of(AwsTypes.Listener).Where(resource => resource.Text("protocol") is "HTTPS" or "TLS" && resource.Text("sslPolicy") is { } policy && !IsRecent(policy))
                .Select(resource => resource.Violates("sslPolicy", $"{resource.Text("sslPolicy")} accepts TLS before 1.2."))),

        new("DCP013", Medium, "The TLS policy is named",
            "What AWS takes when none is named differs by how the listener is made.",
            "Set sslPolicy.", "FSBP ELB.17",
            stack => stack.Of(AwsTypes.Listener).Where(resource => resource.Text("protocol") is "HTTPS" or "TLS" && !resource.Has("sslPolicy"))
                .Select(resource => resource.Violates("sslPolicy", "no TLS policy is named."))),

        new("DCP014", High, "A TLS listener has a certificate",
            "It cannot be created, or serves one that nobody trusts.",
            "Refer to an issued certificate.", "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
            stack => stack.Of(AwsTypes.Listener).Where(resource => resource.Text("protocol") is "HTTPS" or "TLS" && !resource.Has("certificateArn"))
                .Select(resource => resource.Violates("certificateArn", "there is no certificate."))),

        new("DCP015", Medium, "Invalid headers are dropped",
            "They are the raw material of request smuggling.",
            "Set dropInvalidHeaderFields.", "FSBP ELB.4",
            stack => stack.Of(AwsTypes.LoadBalancer).Where(resource => IsApplication(resource) && !resource.IsTrue("dropInvalidHeaderFields"))
                .Select(resource => resource.Violates("dropInvalidHeaderFields", "invalid headers are passed on."))),

        new("DCP016", Medium, "Requests that are ambiguous are not passed on",
            "In monitor mode, smuggled requests reach the app.",
            "Use defensive or strictest.", "FSBP ELB.12",
            stack => stack.Of(AwsTypes.LoadBalancer).Where(resource => resource.Text("desyncMitigationMode") is "monitor")
                .Select(resource => resource.Violates("desyncMitigationMode", "ambiguous requests are only counted."))),

        new("DCP017", Medium, "A load balancer is in two zones or more",
            "It is lost with its zone.",
            "Give it a subnet in each of two zones.", "FSBP ELB.13",
            stack => stack.Of(AwsTypes.LoadBalancer).Where(resource => resource.At("subnets") is System.Text.Json.Nodes.JsonArray { Count: < 2 })
                .Select(resource => resource.Violates("subnets", "it is in one zone only."))),

        new("DCP018", Medium, "A load balancer cannot be deleted by accident",
            "Its name and every connection go with it.",
            "Set deletionProtection for the environment.", "FSBP ELB.6",
            stack => stack.Of(AwsTypes.LoadBalancer).Where(resource => !resource.IsTrue("enableDeletionProtection"))
                .Select(resource => stack.Durable(resource.Violates("enableDeletionProtection", "it can be deleted.")))),

        new("DCP019", Low, "Requests are logged",
            "Who asked for what cannot be told afterwards; metrics and the app's own log remain.",
            "Set accessLogs.", "FSBP ELB.5",
            stack => stack.Of(AwsTypes.LoadBalancer).Where(resource => !resource.IsTrue("accessLogs.enabled"))
                .Select(resource => resource.Violates("accessLogs", "requests are not logged."))),

        new("DCP020", Low, "A public load balancer has a web application firewall",
            "Known attacks reach the app.",
            "Associate a web ACL.", "FSBP ELB.16",
            stack => stack.Without(AwsTypes.LoadBalancer, AwsTypes.WebAclAssociation, "resourceArn", _ => true)
                .Where(resource => IsApplication(resource) && !resource.IsTrue("internal"))
                .Select(resource => resource.Violates("", "there is no web application firewall."))),

        new("DCP021", Low, "Certificates are validated by DNS",
            "Mail is not renewed automatically.",
            "Set validationMethod to DNS.", "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
            stack => stack.Of(AwsTypes.Certificate).Where(resource => resource.Text("validationMethod") is "EMAIL")
                .Select(resource => resource.Violates("validationMethod", "it is validated by mail."))),

        new("DCP022", High, "RSA keys of certificates have 2048 bits or more",
            "Shorter ones can be broken.",
            "Use RSA_2048 or an elliptic curve.", "FSBP ACM.2",
            stack => stack.Of(AwsTypes.Certificate).Where(resource => resource.Text("keyAlgorithm") is "RSA_1024")
                .Select(resource => resource.Violates("keyAlgorithm", "the key has 1024 bits."))),
    ];

    private static bool IsApplication(EvaluatedResource balancer) => balancer.Text("loadBalancerType") is null or "application";

    // ELBSecurityPolicy-TLS13-1-0-… and -1-1-… still accept the old versions.
    private static bool IsRecent(string policy) =>
        policy.Contains("TLS13-1-2", StringComparison.Ordinal) || policy.Contains("TLS13-1-3", StringComparison.Ordinal)
        || policy.Contains("TLS-1-2", StringComparison.Ordinal) || policy.Contains("FS-1-2", StringComparison.Ordinal)
        || policy.StartsWith('<');
}
