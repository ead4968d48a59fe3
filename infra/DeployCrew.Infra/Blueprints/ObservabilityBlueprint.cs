using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Alarms for what users would notice, and where they go.</summary>
internal static class ObservabilityBlueprint
{
    public static void Add(
        StackBuilder stack, RequirementsDocument document, CommonConfiguration common, ResourceHandle key, LoadBalancing balancing,
            ResourceHandle cluster,
        IReadOnlyList<ServiceParts> services)
    {
        stack.In("observability");
        var topic = stack.Add("aws:sns/topic:Topic", "alarms",
            new() { { "name", common.Named("alarms") }, { "kmsMasterKeyId", key["keyId"] } });
        if (document.Environments.Values.Any(environment => environment.AlarmEmail is not null))
            Mail(stack, topic);
        var balancer = new Inputs { { "LoadBalancer", balancing.LoadBalancer["arnSuffix"] } };
        Alarm(stack, common, topic, "alb-5xx", "The load balancer itself answers with errors",
            new("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "Sum", 10, 2), balancer);
        foreach (var service in services)
            Service(stack, common, topic, balancing, cluster, service);
    }

    private static void Mail(StackBuilder stack, ResourceHandle topic)
    {
        var condition = stack.Configure("alarmMail", ConfigurationKind.Flag, "Whether alarms are mailed.", scope =>
            scope.Requirements.AlarmEmail is not null);
        var address = stack.Configure("alarmEmail", ConfigurationKind.Text, "Where alarms are mailed to; empty without alarmMail.",
            scope => scope.Requirements.AlarmEmail ?? "");
        stack.Add("aws:sns/topicSubscription:TopicSubscription", "alarm-mail",
            "AWS asks the addressee to confirm before the first mail.", new()
        {
            { "topic", topic.Arn }, { "protocol", "email" }, { "endpoint", address },
        }, new() { When = condition.Name });
    }

    private static void Service(
        StackBuilder stack, CommonConfiguration common, ResourceHandle topic, LoadBalancing balancing, ResourceHandle cluster,
            ServiceParts service)
    {
        foreach (var (side, group) in service.Target?.Groups ?? [])
        {
            var of = side.Length == 0 ? service.Name : $"{service.Name} ({side.TrimEnd('-')})";
            var dimensions = new Inputs { { "LoadBalancer", balancing.LoadBalancer["arnSuffix"] }, { "TargetGroup", group["arnSuffix"] } };
            Alarm(stack, common, topic, $"{service.Name}-{side}5xx", $"{of} answers with errors",
                new("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Sum", 10, 2), dimensions);
            Alarm(stack, common, topic, $"{service.Name}-{side}unhealthy", $"Tasks of {of} fail their health check",
                new("AWS/ApplicationELB", "UnHealthyHostCount", "Maximum", 0, 3), dimensions);
        }
        Alarm(stack, common, topic, $"{service.Name}-cpu", $"{service.Name} has no CPU left although the autoscaler is at work",
            new("AWS/ECS", "CPUUtilization", "Average", 90, 10),
            new Inputs { { "ClusterName", cluster["name"] }, { "ServiceName", service.Service["name"] } });
    }

    private static void Alarm(
        StackBuilder stack, CommonConfiguration common, ResourceHandle topic, string name, string description, AlarmMetric metric,
            Inputs dimensions) =>
        stack.Add("aws:cloudwatch/metricAlarm:MetricAlarm", $"{name}-alarm", new()
        {
            { "name", common.Named(name) }, { "alarmDescription", description }, { "namespace", metric.Namespace },
            { "metricName", metric.Name },
            { "dimensions", dimensions }, { "statistic", metric.Statistic }, { "period", 60 }, { "evaluationPeriods", metric.Minutes },
            { "threshold", metric.Above }, { "comparisonOperator", "GreaterThanThreshold" }, { "treatMissingData", "notBreaching" },
            { "alarmActions", List(topic.Arn) }, { "okActions", List(topic.Arn) },
        });
}
