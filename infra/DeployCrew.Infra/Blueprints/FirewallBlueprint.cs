using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>AWS WAF before the load balancer: AWS's own rules, and a limit of requests per address.</summary>
internal static class FirewallBlueprint
{
    /// <summary>Requests per address in five minutes.</summary>
    private const int RequestLimit = 2000;

    private static readonly (string Name, string Group)[] Managed =
    [
        ("ip-reputation", "AWSManagedRulesAmazonIpReputationList"), ("known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet"),
        ("common", "AWSManagedRulesCommonRuleSet"),
    ];

    public static void Add(
        StackBuilder stack, RequirementsDocument document, CommonConfiguration common, ResourceHandle balancer, ResourceHandle key)
    {
        var presence = Presence.Of(stack, document, "waf", "Whether a web application firewall stands before the load balancer.",
            environment => environment.Waf);
        if (!presence.Any)
            return;
        stack.In("firewall", presence.Condition);
        var acl = stack.Add("aws:wafv2/webAcl:WebAcl", "firewall",
            "AWS's common rules block request bodies over 8 KiB, among other things: an app that takes uploads needs an exception.", new()
            {
                { "name", common.Prefix }, { "scope", "REGIONAL" }, { "defaultAction", new Inputs { { "allow", new Inputs() } } },
                { "rules", List(Managed.Select((rule, index) => (Value)ManagedRule(rule.Name, rule.Group, index + 1)).Prepend(RateRule())) },
                { "visibilityConfig", Visible(common.Prefix) },
            });
        stack.Add("aws:wafv2/webAclAssociation:WebAclAssociation", "firewall-association", new()
        {
            { "resourceArn", balancer.Arn }, { "webAclArn", acl.Arn },
        });
        var log = stack.Add("aws:cloudwatch/logGroup:LogGroup", "firewall-log-group", "WAF asks for names that begin like this.", new()
        {
            { "name", Text($"aws-waf-logs-{common.Prefix}") }, { "retentionInDays", common.LogRetentionDays }, { "kmsKeyId", key.Arn },
        });
        stack.Add("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "firewall-logging", new()
        {
            { "resourceArn", acl.Arn }, { "logDestinationConfigs", List(log.Arn) },
            { "redactedFields", List(Header("authorization"), Header("cookie")) },
        });
    }

    private static Inputs ManagedRule(string name, string group, int priority) => new()
    {
        { "name", name }, { "priority", priority }, { "overrideAction", new Inputs { { "none", new Inputs() } } },
        { "statement", new Inputs { { "managedRuleGroupStatement", new Inputs { { "vendorName", "AWS" }, { "name", group } } } } },
        { "visibilityConfig", Visible(name) },
    };

    private static Inputs RateRule() => new()
    {
        { "name", "requests-per-address" }, { "priority", 0 }, { "action", new Inputs { { "block", new Inputs() } } },
        { "statement", new Inputs { { "rateBasedStatement", new Inputs
            { { "aggregateKeyType", "IP" }, { "evaluationWindowSec", 300 }, { "limit", RequestLimit } } } } },
        { "visibilityConfig", Visible("requests-per-address") },
    };

    private static Inputs Visible(Value metric) => new()
    {
        { "cloudwatchMetricsEnabled", true }, { "metricName", metric }, { "sampledRequestsEnabled", true },
    };

    private static Value Header(string name) => new Inputs { { "singleHeader", new Inputs { { "name", name } } } };
}
