using System.Globalization;

namespace DeployCrew.Infra.Pulumi;

/// <summary>One line on what a concept is, for the class that it becomes and the review.</summary>
public static class ConceptSummary
{
    private static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        ["network"] = "The VPC: a public and a private subnet per zone, and the way out of the private ones.",
        ["encryption"] = "The key that this environment's data is encrypted with.",
        ["flow-logs"] = "The record of who talked to whom in the network.",
        ["security"] = "Who may open a connection to whom.",
        ["load-balancer"] = "The one way in: load balancer, certificate and name.",
        ["traffic-shift"] = "What blue/green, canary and linear rollouts need: a listener for tests, and the role that ECS shifts traffic with.",
        ["access-logs"] = "The record of every request to the load balancer.",
        ["endpoints"] = "Private ways to the AWS services that tasks need.",
        ["firewall"] = "The web application firewall before the load balancer.",
        ["cluster"] = "The cluster that the services run in.",
        ["observability"] = "Alarms, where they go, and a page on how the environment is.",
        ["contract"] = "What delivery reads: the one hand-over between infrastructure and deployment.",
        ["github"] = "Roles for the workflows of one GitHub repository: build, deploy, infrastructure.",
        ["state-backend"] = "Where the state of the other stacks is kept.",
    };

    private static readonly Dictionary<string, string> ByKind = new(StringComparer.Ordinal)
    {
        ["service"] = "The service {0}: repository, logs, roles, routes, task definition, ECS service and autoscaling.",
        ["database"] = "The database {0}.",
        ["cache"] = "The cache {0}.",
        ["bucket"] = "The bucket {0}.",
        ["queue"] = "The queue {0}.",
    };

    /// <summary>The line.</summary>
    /// <param name="concept">Such as <c>network</c> or <c>web-service</c>.</param>
    public static string Of(string concept)
    {
        if (Whole.TryGetValue(concept, out var text))
            return text;
        var cut = concept.LastIndexOf('-');
        return cut > 0 && ByKind.TryGetValue(concept[(cut + 1)..], out var template)
            ? string.Format(CultureInfo.InvariantCulture, template, concept[..cut])
            : $"Resources of {concept}.";
    }
}
