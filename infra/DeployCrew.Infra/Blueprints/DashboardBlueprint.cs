using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>One page on how the environment is: requests, errors, latency, and what services use. Services are searched for by cluster, so
/// that the page has one size however many there are.</summary>
internal static class DashboardBlueprint
{
    private const int Columns = 3;
    private const int Width = 24 / Columns;
    private const int Height = 6;

    public static void Add(StackBuilder stack, CommonConfiguration common, ResourceHandle balancer)
    {
        stack.In("observability");
        var suffix = balancer["arnSuffix"];
        Inputs[] widgets =
        [
            Widget(0, common, "Requests", Balancer("RequestCount", suffix, "Sum")),
            Widget(1, common, "Errors", Balancer("HTTPCode_ELB_5XX_Count", suffix, "Sum"), Balancer("HTTPCode_Target_5XX_Count", suffix, "Sum")),
            Widget(2, common, "Seconds to answer", Balancer("TargetResponseTime", suffix, "p50"), Balancer("TargetResponseTime", suffix, "p99")),
            Widget(3, common, "CPU by service (%)", Services("AWS/ECS", "CPUUtilization", common)),
            Widget(4, common, "Memory by service (%)", Services("AWS/ECS", "MemoryUtilization", common)),
            Widget(5, common, "Running tasks by service", Services("ECS/ContainerInsights", "RunningTaskCount", common)),
        ];
        stack.Add("aws:cloudwatch/dashboard:Dashboard", "dashboard", new()
        {
            { "dashboardName", common.Prefix },
            { "dashboardBody", Json(new Inputs { { "widgets", List(widgets.Select(widget => (Value)widget)) } }) },
        });
    }

    private static Inputs Widget(int place, CommonConfiguration common, string title, params IEnumerable<Value> metrics) => new()
    {
        { "type", "metric" }, { "x", place % Columns * Width }, { "y", place / Columns * Height }, { "width", Width }, { "height", Height },
        { "properties", new Inputs
        {
            { "title", title }, { "region", common.Region }, { "view", "timeSeries" }, { "period", 60 }, { "metrics", List(metrics) },
        } },
    };

    private static ListValue Balancer(string metric, Value suffix, string statistic) =>
        List("AWS/ApplicationELB", metric, "LoadBalancer", suffix, new Inputs { { "stat", statistic } });

    private static ListValue Services(string space, string metric, CommonConfiguration common) => List(new Inputs
    {
        { "expression", Text($"SEARCH('{{{space},ClusterName,ServiceName}} ClusterName=\"{common.Prefix}\" MetricName=\"{metric}\"', 'Average', 60)") },
    });
}
