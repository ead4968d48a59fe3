using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>
/// Names are within AWS's lengths after they were composed of project, environment and service. Where one name serves several kinds of
/// resource, the shortest limit decides; ECS services, ECR repositories, alarms and log groups allow 255 and more, and are never it.
/// </summary>
internal static class NameLengthRule
{
    private const int LoadBalancer = 32;
    private const int TargetGroup = 32;
    private const int Role = 64;
    private const int Bucket = 63;
    private const string AnyAccount = "000000000000";

    public static void Check(RuleContext context)
    {
        var document = context.Document;
        if (!context.Readable("project"))
            return;
        CheckStateBucket(context, document);
        foreach (var environment in document.Environments.Keys)
            CheckLength(context, "load balancer", ResourceNames.Prefix(document.Project, environment), LoadBalancer, "environments",
                environment);
        // One environment is enough to know: the one with the longest name.
        var longest = document.Environments.Keys.OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (longest is null)
            return;
        foreach (var (name, service) in document.Services)
            CheckService(context, longest, name, service);
        foreach (var (name, resource) in document.Resources)
            CheckResource(context, ResourceNames.Service(document.Project, longest, name), name, resource.Type);
    }

    private static void CheckStateBucket(RuleContext context, RequirementsDocument document)
    {
        var account = document.Environments.Values.Any(environment => environment.Account is not null) ? "-" + AnyAccount : "";
        CheckLength(context, "state bucket", $"{document.Project}-pulumi-state-{document.Region}{account}", Bucket, "project");
    }

    private static void CheckService(RuleContext context, string environment, string name, ServiceRequirements service)
    {
        var (project, deploy) = (context.Document.Project, context.Document.Deploy);
        if (service.Routes.Count > 0 && context.Readable("services", name, "routes"))
        {
            // A port that cannot be read has its own problem; the shortest one stands for it.
            var port = context.Readable("services", name, "port") ? service.Port : 1;
            CheckLength(context, "target group",
                ResourceNames.TargetGroup(project, environment, name, port, deploy.ShiftsTraffic() ? "green" : null), TargetGroup, "services", name);
        }
        else
        {
            CheckLength(context, "IAM role", ResourceNames.Service(project, environment, name) + "-execution", Role, "services", name);
        }
    }

    private static void CheckResource(RuleContext context, string composed, string resource, string type)
    {
        var (kind, name, limit) = type switch
        {
            "postgres" or "mysql" => ("database", composed, 63),
            "redis" => ("cache", composed, 40),
            "bucket" => ("bucket", $"{composed}-{AnyAccount}", Bucket),
            "queue" => ("queue", $"{composed}-dead-letters", 80),
            _ => ("", "", int.MaxValue),
        };
        CheckLength(context, kind, name, limit, "resources", resource);
    }

    private static void CheckLength(RuleContext context, string kind, string name, int limit, params ReadOnlySpan<string> at)
    {
        if (name.Length <= limit)
            return;
        var place = context.At(at);
        context.Add(RequirementsErrors.NameTooLong(place.Path, place.Key, kind, name, limit));
    }
}
