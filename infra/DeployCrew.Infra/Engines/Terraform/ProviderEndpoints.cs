using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>The block <c>endpoints</c> of the AWS provider, which has names of its own for services.</summary>
internal static class ProviderEndpoints
{
    // Names that are not the service's id without its underscores.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["application_auto_scaling"] = "appautoscaling",
        ["cloudwatch_logs"] = "logs",
        ["elastic_load_balancing_v2"] = "elbv2",
    };

    // Services of the stacks; an address of another one reaches the provider by the environment.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "acm", "appautoscaling", "autoscaling", "cloudwatch", "codebuild", "dynamodb", "ec2", "ecr", "ecs", "elasticache", "elbv2", "iam", "kms", "logs", "rds",
        "resourcegroupstaggingapi", "route53", "s3", "secretsmanager", "servicequotas", "sns", "sqs", "ssm", "sts", "wafv2",
    };

    /// <param name="services">Addresses by the id of the service: <c>elastic_load_balancing_v2</c>.</param>
    public static JsonObject Of(IReadOnlyDictionary<string, Uri> services)
    {
        var block = new JsonObject();
        foreach (var (service, address) in services.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var name = Names.GetValueOrDefault(service, service.Replace("_", "", StringComparison.Ordinal));
            if (Known.Contains(name))
                block[name] = address.ToString().TrimEnd('/');
        }

        return block;
    }
}
